"""The inputs of `saved_model_cli run`: from files, expressions and examples to values.

Nothing is unpickled unless `--allow_pickle` is given: pickles can run any code. How expressions
are read is in `expressions`; what is fed to a model and how, in `run`.
"""

import ast
import os
import re
import sys

import numpy as np

from tfcompat._src.base import errors
from tfcompat._src.cli import expressions
from tfcompat._src.wire import messages

_WITH_NAME = re.compile(r"([^=]+)=([^\[\]]+)\[([^\[\]]+)\]$")
_PLAIN = re.compile(r"([^=]+)=([^\[\]]+)$")
_NPY, _ZIP = b"\x93NUMPY", b"PK\x03\x04"
# An npz file without arrays has only the end of a zip archive.
_EMPTY_ZIP = b"PK\x05\x06"


def gather(values):
    """Return {input key: value} of what the flags of `run` say.

    Raises:
        AttributeError: they say nothing.
        RuntimeError: a text has the wrong form, or a file holds no such array.
    """
    if not (values["inputs"] or values["input_exprs"] or values["input_examples"]):
        raise AttributeError(
            "At least one of --inputs, --input_exprs or --input_examples must be required")
    files = parse_files(values["inputs"])
    exprs = parse_expressions(values["input_exprs"])
    examples = parse_examples(values["input_examples"])
    feeds = {
        key: load(path, name, values["allow_pickle"]) for key, (path, name) in files.items()}
    for key, value in exprs.items():
        if key in feeds:
            warn(f"input_key {key} has been specified with both --inputs and --input_exprs "
                 "options. Value in --input_exprs will be used.")
        feeds[key] = value
    for key, value in examples.items():
        if key in feeds:
            warn(f"input_key {key} has been specified in multiple options. Value in "
                 "--input_examples will be used.")
        feeds[key] = value
    return feeds


def warn(sentence):
    """Print a warning as TensorFlow's logger does."""
    print(f"WARNING:tensorflow:{sentence}", file=sys.stderr)


def parse_files(text):
    """Return {input key: (path, name or None)}.

    Example:
        >>> parse_files("a=a.npy;b=b.npz[x]")
        {'a': ('a.npy', None), 'b': ('b.npz', 'x')}
    """
    found = {}
    for part in filter(None, text.split(";")):
        match = _WITH_NAME.match(part) or _PLAIN.match(part)
        if match is None:
            raise RuntimeError(
                f'--inputs "{part}" format is incorrect. Please follow'
                '"<input_key>=<filename>", or"<input_key>=<filename>[<variable_name>]"')
        key, path, name = (*match.groups(), None)[:3]
        found[key] = path, name
    return found


def parse_expressions(text):
    """Return {input key: value}.

    Example:
        >>> parse_expressions("a=[1, 2];b='x'")
        {'a': [1, 2], 'b': 'x'}
    """
    found = {}
    for key, expression in _parts(text):
        try:
            found[key] = expressions.evaluate(expression)
        except expressions.RefusedError as error:
            raise RuntimeError(
                f'Expression "{expression}" is not a valid python literal.'
                f" (Numpy expressions such as np.ones((2, 3)) are accepted too; {error}.)"
            ) from None
    return found


def _parts(text):
    for part in filter(None, text.split(";")):
        key, equals, expression = part.partition("=")
        if not equals:
            raise RuntimeError(
                f'--input_exprs "{text}" format is incorrect. Please follow'
                '"<input_key>=<python expression>"')
        yield key, expression


def parse_examples(text):
    """Return {input key: list of serialized tf.train.Example}.

    Example:
        >>> list(parse_examples("x=[{'age': [22, 24], 'name': ['Ann']}]"))
        ['x']
    """
    found = {}
    for key, literal in _parts(text):
        try:
            examples = ast.literal_eval(literal)
        except Exception:
            raise RuntimeError(
                f'Expression "{literal}" is not a valid python literal.') from None
        if not isinstance(examples, list):
            raise ValueError(
                f'tf.Example input must be a list of dictionaries, but "{examples}" is '
                f"{type(examples)}")
        found[key] = [_example(item) for item in examples]
    return found


def _example(features):
    example = messages.Example()
    for name, items in features.items():
        if not isinstance(items, list):
            raise ValueError(
                f'feature value must be a list, but {name}: "{items}" is {type(items)}')
        feature = example.features.feature[name]
        first = items[0]
        if isinstance(first, float):
            feature.float_list.value.extend(items)
        elif isinstance(first, str):
            feature.bytes_list.value.extend(item.encode() for item in items)
        elif isinstance(first, bytes):
            feature.bytes_list.value.extend(items)
        elif isinstance(first, int):
            feature.int64_list.value.extend(items)
        else:
            raise ValueError(
                f"Type {type(first)} for value {first} is not supported for tf.train.Feature.")
    return example.SerializeToString(deterministic=True)


def load(path, name, allow_pickle):
    """Return the array in a file, or the one of a name in a file with several.

    Raises:
        NotFoundError: there is no such file.
        RuntimeError: there is no such array, several and no name, or something to unpickle.
    """
    if not os.path.exists(path):
        raise errors.NotFoundError(None, None, f"{path}; No such file or directory")
    with open(path, "rb") as file:
        head = file.read(len(_NPY))
    if not head.startswith((_NPY, _ZIP, _EMPTY_ZIP)) and not allow_pickle:
        raise RuntimeError(
            f"Input file {path} is neither an npy nor an npz file. If it is a pickle file and you "
            "trust it, pass --allow_pickle: unpickling can run any code.")
    data = _checked(lambda: np.load(path, allow_pickle=allow_pickle), path)
    if isinstance(data, np.ndarray):
        if name:
            warn(f'Input file {path} contains a single ndarray. Name key "{name}" ignored.')
        return data
    if name:
        if name not in data:
            raise RuntimeError(
                f'Input file {path} does not contain variable with name "{name}".')
        return _checked(lambda: data[name], path)
    if isinstance(data, np.lib.npyio.NpzFile):
        if len(data.files) != 1:
            raise RuntimeError(
                f"Input file {path} contains more than one ndarrays. Please specify the name of "
                "ndarray to use.")
        return _checked(lambda: data[data.files[0]], path)
    return data


def _checked(read, path):
    try:
        return read()
    except ValueError as error:
        if "allow_pickle" in str(error):
            raise RuntimeError(
                f"Input file {path} holds Python objects. If you trust it, pass --allow_pickle: "
                "unpickling can run any code.") from None
        raise
