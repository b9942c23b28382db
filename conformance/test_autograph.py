"""The programs in autograph/ come to here what they come to in TensorFlow.

Values and errors, and the graphs traced: the kinds of their nodes, and what their conditionals and
loops give out. What is known not to match is in gaps.txt; a gap that matches after all fails too.
"""

import importlib.util
import pathlib

import pytest

import tfcompat

HERE = pathlib.Path(__file__).parent
_SPEC = importlib.util.spec_from_file_location("autograph_programs", HERE / "autograph_programs.py")
autograph_programs = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(autograph_programs)
PROGRAMS, RECORDED = autograph_programs.programs(), autograph_programs.recorded()


def gaps():
    """Return {program: reason} of the known gaps."""
    lines = (HERE / "gaps.txt").read_text(encoding="utf-8").splitlines()
    found = (line.removeprefix("autograph ").partition(" :: ") for line in lines
             if line.startswith("autograph "))
    return {name: reason for name, _, reason in found}


def text(outcomes):
    """Return outcomes as lines, for the difference to be read."""
    keys = ("value", "error", "ops", "control")
    return "\n".join(f"{key}: {one[key]}" for one in outcomes for key in keys if key in one)


@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_program_comes_to_what_it_comes_to_in_tensorflow(name):
    found = autograph_programs.outcomes(PROGRAMS[name], tfcompat)

    if name in gaps():
        assert text(found) != text(RECORDED[name]), "a known gap matches"
    else:
        assert text(found) == text(RECORDED[name])


def test_all_programs_are_recorded():
    assert set(PROGRAMS) == set(RECORDED)
