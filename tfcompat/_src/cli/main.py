"""The entry point of `saved_model_cli`: read the command line, run the command, report failures.

Does not live here: the commands, one module each; they are imported when asked for, so that
showing a model loads neither numpy nor an op.
"""

import importlib
import os
import sys

from tfcompat._src.cli import flags

INTERRUPTED = 130


def main(arguments=None):
    """Run `saved_model_cli`.

    Args:
        arguments: the words behind the program's name; those of this process by default.

    Returns:
        The exit status: 0, or 1 for a failure, 2 for a wrong command line, and what a command
        says of its findings (`scan --report`, `diff`, `verify`).

    Example:
        >>> main(["--version"])
        0.1.0
        0
    """
    try:
        command, values, words = flags.parse(sys.argv[1:] if arguments is None else arguments)
    except flags.CommandLineError as error:
        print(error.text, file=sys.stderr)
        return error.status
    if command == "help":
        print(flags.help_text(words))
        return 0
    if command == "version":
        print(flags.VERSION)
        return 0
    module = importlib.import_module(f"tfcompat._src.cli.{flags.COMMANDS[command].module}")
    try:
        status = module.run(values, words) or 0
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone, e.g. `| head`: no reason to complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        sys.stdout.flush()
        print(_shown(error), file=sys.stderr)
        return 1
    return status


def _shown(error):
    """Return the last line of what Python prints for an exception, without where it came from."""
    if os.environ.get("TFCOMPAT_TRACEBACK"):
        import traceback

        return "".join(traceback.format_exception(error)).rstrip()
    return f"{type(error).__name__}: {error}"
