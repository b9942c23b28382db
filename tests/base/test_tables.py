"""The loader of public tables: laziness, renames, and what is said about unknown names."""

import sys
import types

import pytest

from tfcompat._src.base import tables


@pytest.fixture
def module(monkeypatch):
    """A throw-away module with a table of three names, one renamed and one a sub-module."""
    module = types.ModuleType("tfcompat.throwaway")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(tables.TABLES, module.__name__, {})
    module.__getattr__, module.__dir__, module.__all__ = tables.exports(
        module.__name__,
        """
        base.version   VERSION  GIT=GIT_VERSION   # a comment
        base.version   PRODUCER=GRAPH_DEF_VERSION
        .              inner
        """,
    )
    return module


def test_names_resolve_to_their_sources(module):
    from tfcompat._src.base import version

    assert module.VERSION is version.VERSION
    assert module.GIT is version.GIT_VERSION
    assert module.PRODUCER == version.GRAPH_DEF_VERSION


def test_a_name_is_an_ordinary_global_after_its_first_touch(module):
    assert "VERSION" not in vars(module)

    assert module.VERSION is vars(module)["VERSION"]


def test_a_sub_module_resolves_as_an_attribute(module, monkeypatch):
    inner = types.ModuleType("tfcompat.throwaway.inner")
    monkeypatch.setitem(sys.modules, inner.__name__, inner)

    assert module.inner is inner


def test_dir_and_all_list_the_table_before_anything_is_touched(module):
    assert module.__all__ == ["GIT", "PRODUCER", "VERSION", "inner"]
    assert [name for name in dir(module) if not name.startswith("_")] == module.__all__


def test_an_unknown_name_is_a_plain_attribute_error(module):
    with pytest.raises(AttributeError) as caught:
        getattr(module, "VERSIONS")  # noqa: B009 - reading the attribute is the test

    assert str(caught.value) == "module 'tfcompat.throwaway' has no attribute 'VERSIONS'"
    assert type(caught.value) is AttributeError
    assert caught.value.name == "VERSIONS"


def test_a_name_that_only_tensorflow_has_says_so_and_points_at_the_page():
    error = tables.unknown_name("tfcompat.nn", "ctc_beam_search_decoder")

    assert type(error) is tables.MissingSymbolError
    assert str(error) == (
        "tf.nn.ctc_beam_search_decoder is part of TensorFlow 2.21, but tfcompat does not have it "
        "yet. docs/api.md lists what is supported."
    )


def test_hasattr_probing_works_for_missing_names():
    import tfcompat

    assert not hasattr(tfcompat, "no_such_name")
    assert getattr(tfcompat, "no_such_name", None) is None


def test_a_name_published_twice_is_refused():
    with pytest.raises(ValueError, match="tfcompat.x publishes 'a' twice"):
        tables.parse("tfcompat.x", "base.version a=VERSION\n base.tables a=exports")


def test_recorded_names_cover_the_main_namespaces():
    names = tables.tensorflow_names()

    assert {"tf", "tf.math", "tf.nn", "tf.saved_model", "tf.io.gfile"} <= set(names)
    assert {"function", "Variable", "keras"} <= names["tf"]
    assert all(names.values())
