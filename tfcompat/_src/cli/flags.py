"""The flags of `saved_model_cli`: what they are called and how a command line is read.

Flags may stand before or behind the command, as `--name value` or `--name=value`; switches also as
`--noname`. Wrong flags end the program with TensorFlow's messages and exit statuses.
Does not live here: what the commands do.
"""

import typing

PROGRAM = "saved_model_cli"
VERSION = "0.1.0"


class Flag(typing.NamedTuple):
    """One flag.

    Attributes:
        kind: str, bool or int.
        default: its value where it is not given.
        help: one sentence.
        choices: the texts allowed, or none.
    """

    kind: type
    default: object
    help: str
    choices: tuple = ()


class Command(typing.NamedTuple):
    """One command.

    Attributes:
        module: the module of this room that does it, with a function `run(flags, positional)`.
        required: the flags that must be given.
        help: one sentence.
        flags: the flags it looks at, beside those required.
        takes: names of its positional arguments, for the usage line.
    """

    module: str
    required: tuple
    help: str
    flags: tuple = ()
    takes: tuple = ()


FLAGS = {
    "dir": Flag(str, None, "directory of the SavedModel"),
    "all": Flag(bool, False, "show everything"),
    "tag_set": Flag(str, None, "comma-separated tags of one MetaGraph"),
    "signature_def": Flag(str, None, "key of a signature"),
    "list_ops": Flag(bool, False, "show the ops of the MetaGraph that --tag_set names"),
    "inputs": Flag(str, "", "KEY=FILE or KEY=FILE[NAME], separated by ';': npy, npz or pickle"),
    "input_exprs": Flag(str, "", "KEY=EXPRESSION, separated by ';': literals and np.ones(...)"),
    "input_examples": Flag(str, "", "KEY=[{'feature': [values]}], separated by ';'"),
    "allow_pickle": Flag(bool, False, "let --inputs unpickle files: they can run any code"),
    "allow_unsafe_ops": Flag(bool, False, "let the model reach files and run foreign code"),
    "outdir": Flag(str, None, "write outputs as .npy files into this directory"),
    "overwrite": Flag(bool, False, "overwrite output files"),
    "tf_debug": Flag(bool, False, "TensorFlow's debugger; not available here"),
    "worker": Flag(str, None, "address of a TensorFlow server; not available here"),
    "init_tpu": Flag(bool, False, "initialize a TPU; not available here"),
    "use_tfrt": Flag(bool, False, "choose another runtime of TensorFlow's; changes nothing here"),
    "op_denylist": Flag(str, None, "comma-separated ops to look for"),
    "report": Flag(bool, False, "say which ops may touch what, and exit with 3 if any may"),
    "json": Flag(bool, False, "print JSON"),
    "output_dir": Flag(str, None, "directory to write to"),
    "output_prefix": Flag(str, None, "directory to write to"),
    "signature_def_key": Flag(str, "serving_default", "key of the signature to freeze"),
    "checkpoint_path": Flag(str, None, "another checkpoint to take the variables from"),
    "variables_to_feed": Flag(str, "", "comma-separated variables that stay inputs, or 'all'"),
    "cpp_class": Flag(str, None, "name of a C++ class"),
    "target_triple": Flag(str, "x86_64-pc-linux", "what to compile for"),
    "target_cpu": Flag(str, "", "what processor to compile for"),
    "multithreading": Flag(str, "False", "whether compiled code uses threads"),
    "max_workspace_size_bytes": Flag(int, 2 << 20, "memory for TensorRT"),
    "precision_mode": Flag(str, "FP32", "precision of TensorRT", ("FP32", "FP16", "INT8")),
    "minimum_segment_size": Flag(int, 3, "nodes in a part for TensorRT"),
    "convert_tf1_model": Flag(bool, False, "convert a model of TensorFlow 1 with TensorRT"),
}

_RUN = ("inputs", "input_exprs", "input_examples", "allow_pickle", "allow_unsafe_ops",
        "outdir", "overwrite", "tf_debug", "worker", "init_tpu", "use_tfrt")
_COMPILE = ("dir", "tag_set", "output_prefix", "signature_def_key", "checkpoint_path",
            "variables_to_feed", "target_triple", "target_cpu", "multithreading")

COMMANDS = {
    "show": Command("show", ("dir",), "show signatures, ops and functions",
                    ("all", "tag_set", "signature_def", "list_ops", "json")),
    "run": Command("run", ("dir", "tag_set", "signature_def"), "call a signature",
                   (*_RUN, "json")),
    "scan": Command("scan", ("dir",), "look for ops that touch more than tensors",
                    ("tag_set", "op_denylist", "report", "json")),
    "convert": Command("convert", ("dir", "output_dir", "tag_set"), "convert to another format",
                       ("signature_def_key", "max_workspace_size_bytes", "precision_mode",
                        "minimum_segment_size", "convert_tf1_model"), ("METHOD",)),
    "aot_compile_cpu": Command("elsewhere", ("cpp_class",), "compile; needs TensorFlow",
                               _COMPILE),
    "freeze_model": Command("freeze", ("dir", "output_prefix", "tag_set"),
                            "write a signature as a graph without variables",
                            ("signature_def_key", "checkpoint_path", "variables_to_feed")),
    "summary": Command("summary", ("dir",), "one page about a model", ("json",)),
    "diff": Command("diff", (), "compare two models", ("json",), ("A", "B")),
    "verify": Command("verify", ("dir",), "check files, checksums, references and fingerprint",
                      ("json",)),
}

# Sub-commands of `convert`.
METHODS = ("tensorrt", "frozen_graph", "onnx")


class CommandLineError(Exception):
    """A command line that cannot be understood.

    Attributes:
        status: the exit status.
        text: what to print on standard error.
    """

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status
        self.text = text


def parse(arguments):
    """Read a command line.

    Args:
        arguments: the words behind the program's name.

    Returns:
        (command name or "help" or "version", dict of the flags' values, other words).

    Raises:
        CommandLineError: it makes no sense.

    Example:
        >>> command, values, rest = parse(["show", "--dir", "/tmp/model", "--all"])
        >>> command, values["dir"], values["all"], rest
        ('show', '/tmp/model', True, [])
    """
    words, values, given, wrong = [], {name: flag.default for name, flag in FLAGS.items()}, [], []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word in ("-h", "--help", "--helpshort", "--helpfull"):
            return "help", values, words
        if word in ("-v", "--version"):
            return "version", values, words
        if not word.startswith("-") or word == "-":
            words.append(word)
        elif not word.startswith("--"):
            _name_of(word.lstrip("-").partition("=")[0])
            wrong.append(" ".join([word, *waiting[:1]]))
            del waiting[:1]
        else:
            name, value = _flag(word, waiting)
            values[name] = value
            given.append(name)
    if not words:
        raise _usage_error("Too few arguments.")
    command = words.pop(0)
    if command not in COMMANDS:
        raise CommandLineError(1, (
            f"{usage()}\n{PROGRAM}: error: invalid choice: {command!r} "
            f"(choose from {', '.join(COMMANDS)})"))
    _check(command, words, values, wrong)
    return command, values, words


def _flag(word, waiting):
    """Return (name, value) of a flag; its value may be the next of the waiting words."""
    text, equals, value = word[2:].partition("=")
    name = _name_of(text)
    flag = FLAGS[name]
    if flag.kind is bool:
        if equals:
            raise _usage_error(f"argument --{name}/--no{name}: ignored explicit argument "
                               f"{value!r}")
        return name, text == name
    if not equals:
        if not waiting:
            raise _fatal(f"Missing value for flag --{name}")
        value = waiting.pop(0)
    if flag.choices and value not in flag.choices:
        raise _fatal(f"flag --{name}={value}: value should be one of <{'|'.join(flag.choices)}>")
    try:
        return name, flag.kind(value)
    except ValueError as error:
        raise _fatal(f"flag --{name}={value}: {error}") from None


def _name_of(text):
    if text in FLAGS:
        return text
    name = text.removeprefix("no")
    if text != name and name in FLAGS and FLAGS[name].kind is bool:
        return name
    # What the program's own flags are called in scripts: accepted with and without the prefix.
    if text.startswith("smcli_"):
        return _name_of(text.removeprefix("smcli_"))
    raise _fatal(f"Unknown command line flag '{text}'")


def _check(command, words, values, wrong):
    known = COMMANDS[command]
    prog = f"{PROGRAM} {command}"
    if command == "convert" and words:
        method = words[0]
        if method not in METHODS:
            raise CommandLineError(2, (
                f"{usage(command)}\n{prog}: error: argument {{{','.join(METHODS)}}}: invalid "
                f"choice: {method!r} (choose from {', '.join(map(repr, METHODS))})"))
        prog = f"{prog} {method}"
    if wrong:
        raise _usage_error(f"unrecognized arguments: {' '.join(wrong)}")
    missing = [name for name in known.required if values[name] is None]
    if missing:
        lines = "\n".join(
            f"flag --{name}=None: Flag --{name} must have a value other than None."
            for name in missing)
        raise CommandLineError(2, f"{usage(command)}\n{prog}: error: {lines}")
    extra = words[len(known.takes):]
    if extra:
        raise _usage_error(f"unrecognized arguments: {' '.join(extra)}")
    if len(words) < len(known.takes):
        names = ", ".join(known.takes[len(words):])
        raise CommandLineError(
            2, f"{usage(command)}\n{prog}: error: the following arguments are required: {names}")


def _fatal(sentence):
    return CommandLineError(1, (
        f"FATAL Flags parsing error: {sentence}\n"
        "Pass --helpshort or --helpfull to see help on flags."))


def _usage_error(sentence):
    return CommandLineError(2, f"{usage()}\n{PROGRAM}: error: {sentence}")


def usage(command=None):
    """Return the usage line of the program or of one command."""
    if command is None:
        return (f"usage: {PROGRAM} [-h] [-v]\n"
                f"                       {{{','.join(COMMANDS)}}}\n"
                "                       ...")
    known = COMMANDS[command]
    words = [f"--{name} {name.upper()}" for name in known.required]
    words += [f"[{_shown(name)}]" for name in known.flags]
    return f"usage: {PROGRAM} {command} [-h] {' '.join([*words, *known.takes])}"


def _shown(name):
    return f"--{name}" if FLAGS[name].kind is bool else f"--{name} {name.upper()}"


def help_text(words):
    """Return the help page of the program, or of the command that the words name."""
    if words and words[0] in COMMANDS:
        known = COMMANDS[words[0]]
        names = [*known.required, *known.flags]
        width = max(len(_shown(name)) for name in names)
        lines = [f"  {_shown(name):{width}}  {FLAGS[name].help}" for name in names]
        return "\n".join([usage(words[0]), "", known.help, "", "flags:", *lines])
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {known.help}" for name, known in COMMANDS.items()]
    return "\n".join([
        usage(), "", "Look into SavedModels, and run them.", "", "commands:", *lines, "",
        f"`{PROGRAM} COMMAND --help` lists the flags of a command."])
