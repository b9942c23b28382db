"""Older names of files, records and logs."""

import logging

import pytest

import tfcompat as tf

v1 = tf.compat.v1


def test_files_are_copied_renamed_and_removed(tmp_path):
    gfile, folder = v1.gfile, str(tmp_path)
    gfile.MakeDirs(f"{folder}/a/b")
    gfile.MkDir(f"{folder}/c")
    with gfile.Open(f"{folder}/a/x", "w") as file:
        file.write("text")
    gfile.Copy(f"{folder}/a/x", f"{folder}/c/y")
    with pytest.raises(tf.errors.AlreadyExistsError):
        gfile.Copy(f"{folder}/a/x", f"{folder}/c/y")
    gfile.Copy(f"{folder}/a/x", f"{folder}/c/y", overwrite=True)
    gfile.Rename(f"{folder}/c/y", f"{folder}/c/z")
    assert gfile.FastGFile(f"{folder}/c/z").read() == "text"
    assert sorted(gfile.ListDirectory(folder)) == ["a", "c"]
    assert gfile.Glob(f"{folder}/*/z") == [f"{folder}/c/z"]
    assert gfile.Stat(f"{folder}/c/z").length == 4
    assert gfile.IsDirectory(f"{folder}/c") and not gfile.IsDirectory(f"{folder}/c/z")
    assert sorted(list(gfile.Walk(folder, in_order=False))[-1][1]) == ["a", "c"]
    gfile.Remove(f"{folder}/c/z")
    gfile.DeleteRecursively(f"{folder}/a")
    assert not gfile.Exists(f"{folder}/a") and not gfile.Exists(f"{folder}/c/z")
    with pytest.raises(tf.errors.NotFoundError):
        gfile.Remove(f"{folder}/c/z")


@pytest.mark.parametrize("kind", ["NONE", "ZLIB", "GZIP"])
def test_records_are_gone_through(kind, tmp_path):
    number = getattr(v1.python_io.TFRecordCompressionType, kind)
    options = v1.python_io.TFRecordOptions(number)
    path = str(tmp_path / "records")
    with v1.python_io.TFRecordWriter(path, options) as writer:
        for record in (b"one", b"", b"three"):
            writer.write(record)
    assert list(v1.io.tf_record_iterator(path, options)) == [b"one", b"", b"three"]


def test_logs_count_how_often_a_line_is_reached(caplog):
    log = v1.logging
    before = log.get_verbosity()
    logger = logging.getLogger("tensorflow")
    logger.addHandler(caplog.handler)
    try:
        log.set_verbosity(log.INFO)
        for step in range(7):
            log.log_every_n(log.WARN, "every %d", 3, step)
            log.log_first_n(log.INFO, "first %d", 2, step)
            log.log_if(log.ERROR, "if %d", step == 5, step)
        log.debug("not said")
        log.warn("warned")
        log.TaskLevelStatusMessage("done")
    finally:
        logger.removeHandler(caplog.handler)
        log.set_verbosity(before)
    said = sorted({record.getMessage() for record in caplog.records})
    assert said == ["done", "every 0", "every 3", "every 6", "first 0", "first 1", "if 5", "warned"]
