"""Programs saved here get the singleprint that TensorFlow's own model of them has.

It covers the graph around the functions, the signatures, what is stored of the functions and the
index of the variables; `record/singleprints.py` recorded TensorFlow's.
"""

import importlib.util
import pathlib

import pytest

import tfcompat as tf

HERE = pathlib.Path(__file__).parent
_SPEC = importlib.util.spec_from_file_location("programs", HERE / "programs.py")
programs = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(programs)

RECORDED = dict(
    line.split()
    for line in (HERE / "facts" / "singleprints.tsv").read_text(encoding="utf-8").splitlines()
)


@pytest.mark.parametrize("name", programs.PROGRAMS)
def test_a_program_saved_here_has_tensorflows_singleprint(name, tmp_path):
    module, signatures = programs.PROGRAMS[name].build(tf)
    tf.saved_model.save(module, tmp_path, signatures=signatures)
    found = tf.saved_model.experimental.read_fingerprint(tmp_path).singleprint().split("/")
    recorded = RECORDED[name].split("/")
    if name in programs.NAMED:
        del found[0], recorded[0]
    assert found == recorded


def test_every_program_is_recorded():
    assert sorted(RECORDED) == sorted(programs.PROGRAMS)
