"""`python -m tfcompat.tools.checkpoint`: look into checkpoints, compare, check and convert them.

What files mean is in the rooms `wire` and `checkpoint`; here is the command line.
"""

import argparse
import json
import os
import re
import sys

import numpy as np

from tfcompat._src.base import errors
from tfcompat._src.checkpoint import interchange
from tfcompat._src.cli import terminal
from tfcompat._src.wire.open_checkpoint import open_checkpoint

FOUND = 3
_PATH = "the prefix of a checkpoint, a directory with checkpoints, or a SavedModel"


def main(arguments=None):
    """Run the program.

    Args:
        arguments: the words behind its name; those of this process by default.

    Returns:
        The exit status: 0, 1 for a failure, 2 for a wrong command line, 3 where `diff` finds a
        difference or `verify` damage.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> path = tf.train.Checkpoint(v=tf.Variable([1.0])).write(tempfile.mkdtemp() + "/ckpt")
        >>> main(["list", path, "--match", "^v"])
        name                        dtype    shape  size
        v/.ATTRIBUTES/VARIABLE_VALUE  float32  [1]    4 B
        0
    """
    try:
        given = _parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code
    try:
        return given.run(given) or 0
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, ValueError, TypeError, NotImplementedError, errors.OpError,
            IndexError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m tfcompat.tools.checkpoint", description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name, run, text):
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    made = command("list", run_list, "List names, dtypes, shapes and sizes; no value is read.")
    made.add_argument("path", help=_PATH)
    _add_choices(made)
    made.add_argument("--json", action="store_true", help="print JSON")
    made = command("show", run_show, "Show the values of tensors.")
    made.add_argument("path", help=_PATH)
    made.add_argument("names", nargs="+", help="the names of the tensors")
    made.add_argument("--all", action="store_true", help="show all elements")
    made = command("diff", run_diff, "Compare two checkpoints.")
    made.add_argument("before", help=_PATH)
    made.add_argument("after", help=_PATH)
    made.add_argument("--tolerance", type=float, default=0.0, help="how far values may differ")
    _add_choices(made)
    made = command("verify", run_verify, "Read everything and compare all checksums.")
    made.add_argument("path", help=_PATH)
    made = command(
        "convert", run_convert,
        "Convert between checkpoints, .npz and .safetensors files; suffixes tell which is which.")
    made.add_argument("source", help=f"a file, or {_PATH}")
    made.add_argument("target", help="a file, or the prefix of a checkpoint")
    _add_choices(made)
    return parser


def _add_choices(parser):
    parser.add_argument("--match", metavar="PATTERN", default="",
                        help="take only names that this regular expression matches")


def _names(reader, pattern):
    return [name for name in reader.keys() if re.search(pattern, name)]


def run_list(given):
    """Print what there is in a checkpoint."""
    with open_checkpoint(interchange.find(given.path)) as reader:
        rows = []
        for name in _names(reader, given.match):
            dtype, shape = reader.dtype(name), reader.shape(name).as_list()
            count = int(np.prod(shape, dtype=np.int64)) * (dtype.size or 0)
            rows.append((name, dtype.name, shape, count))
    if given.json:
        keys = ("name", "dtype", "shape", "bytes")
        print(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], indent=2))
    else:
        terminal.print_table(("name", "dtype", "shape", "size"), [
            (name, dtype, shape, "" if dtype == "string" else terminal.size(count))
            for name, dtype, shape, count in rows])


def run_show(given):
    """Print values."""
    with open_checkpoint(interchange.find(given.path)) as reader:
        for name in given.names:
            value = reader.read(name)
            print(f"{name}  {reader.dtype(name).name}  {reader.shape(name).as_list()}")
            threshold = sys.maxsize if given.all else 1000
            print(np.array2string(value, threshold=threshold) if value.ndim else value[()])


def run_diff(given):
    """Print in what two checkpoints differ."""
    changes = []
    with open_checkpoint(interchange.find(given.before)) as old, \
            open_checkpoint(interchange.find(given.after)) as new:
        for name in sorted({*_names(old, given.match), *_names(new, given.match)}):
            change = _change(name, old, new, given.tolerance)
            if change:
                changes.append(change)
    for change in changes:
        print(change)
    if not changes:
        print("No difference.")
    return FOUND if changes else 0


def _change(name, old, new, tolerance):
    if name not in old:
        return f"+ {name}: {_described(new, name)}"
    if name not in new:
        return f"- {name}: {_described(old, name)}"
    if _described(old, name) != _described(new, name):
        return f"~ {name}: {_described(old, name)} -> {_described(new, name)}"
    one, two = old.read(name), new.read(name)
    if one.dtype == object:
        same = one.tolist() == two.tolist()
        return None if same else f"~ {name}: other values"
    a, b = (np.asarray(x, np.complex128 if x.dtype.kind == "c" else np.float64)
            for x in (one, two))
    equal = (a == b) | (np.isnan(a) & np.isnan(b)) | (np.abs(a - b) <= tolerance)
    if equal.all():
        return None
    worst = np.nanmax(np.abs(a - b))
    return f"~ {name}: {int((~equal).sum())} of {a.size} elements differ, by up to {worst:.6g}"


def _described(reader, name):
    return f"{reader.dtype(name).name} {reader.shape(name).as_list()}"


def run_verify(given):
    """Read all tensors; print those that are damaged."""
    prefix, damaged = interchange.find(given.path), 0
    with open_checkpoint(prefix) as reader:
        names = reader.keys()
        for name in terminal.progress(names, "reading"):
            try:
                reader.read(name, verify=True)
            except (errors.OpError, IndexError) as error:
                damaged += 1
                print(f"PROBLEM  {name}: {error}")
    print(f"{prefix}: {len(names) - damaged} of {len(names)} tensors are well.")
    return FOUND if damaged else 0


def run_convert(given):
    """Write the tensors of one file to another."""
    tensors = {name: value for name, value in interchange.read(given.source).items()
               if re.search(given.match, name)}
    interchange.write(given.target, tensors)
    print(f"{given.target}: {len(tensors)} tensors.")
