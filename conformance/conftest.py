"""Options of the conformance suite: which implementation it is run on."""


def pytest_addoption(parser):
    """Add the options."""
    group = parser.getgroup("conformance")
    group.addoption("--implementation", default="tfcompat", metavar="MODULE",
                    help="what the cases of the documents are run on: tfcompat or tensorflow")
    group.addoption("--record", action="store_true",
                    help="with --implementation tensorflow: write down which cases pass")
