"""`python -m tfcompat`: run a program written for TensorFlow on tfcompat.

Does not live here: what makes `import tensorflow` mean tfcompat, which is in `installing`.
"""

import os
import runpy
import sys

from tfcompat._src.alias import installing

USAGE = """\
usage: python -m tfcompat SCRIPT [ARGUMENTS]     run a file
       python -m tfcompat -m MODULE [ARGUMENTS]  run a module
       python -m tfcompat -c TEXT [ARGUMENTS]    run a text
       python -m tfcompat --version

Runs Python code in which `tensorflow` means tfcompat. Other programs that come along:
       python -m tfcompat.tools.saved_model_cli, python -m tfcompat.doctest
"""


def main(arguments):
    """Run a program.

    Args:
        arguments: the words behind `python -m tfcompat`.

    Returns:
        The exit status; that of the program, if it ends by itself, comes as SystemExit.
    """
    if not arguments or arguments[0] in ("-h", "--help"):
        print(USAGE, end="", file=sys.stdout if arguments else sys.stderr)
        return 0 if arguments else 2
    if arguments[0] in ("-V", "--version"):
        from tfcompat._src.base.version import TFCOMPAT_VERSION, VERSION

        print(f"tfcompat {TFCOMPAT_VERSION} (TensorFlow {VERSION})")
        return 0
    if arguments[0] in ("-m", "-c") and len(arguments) < 2:
        print(USAGE, end="", file=sys.stderr)
        return 2
    installing.install_as_tensorflow()
    if arguments[0] == "-m":
        return _run_module(arguments[1:])
    if arguments[0] == "-c":
        return _run_text(arguments[1:])
    return _run_file(arguments)


def _run_file(arguments):
    if not os.path.exists(arguments[0]):
        print(f"python -m tfcompat: can't open file {arguments[0]!r}: No such file or directory",
              file=sys.stderr)
        return 2
    sys.argv[:] = arguments
    sys.path[0] = os.path.dirname(os.path.abspath(arguments[0]))
    runpy.run_path(arguments[0], run_name="__main__")
    return 0


def _run_module(arguments):
    sys.argv[:] = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
    return 0


def _run_text(arguments):
    sys.argv[:] = ["-c", *arguments[1:]]
    namespace = {"__name__": "__main__", "__builtins__": __builtins__}
    exec(compile(arguments[0], "<string>", "exec"), namespace)
    return 0
