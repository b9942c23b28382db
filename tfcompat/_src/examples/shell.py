"""Shell lines in examples: `!saved_model_cli show --dir {path}`, `ls {path}`, `%cd`.

Lives here: telling shell lines from Python, filling in `{names}`, and running them.
Does not live here: where examples come from.
"""

import re
import shlex
import subprocess
import sys

# Commands that notebooks run without an exclamation mark.
AUTOMATIC = frozenset(["ls", "cat", "pwd", "mkdir", "cp", "mv", "rm", "echo"])
# Lines that prepare somebody's machine, and mean nothing to the example.
IGNORED = re.compile(
    r"^\s*(!\s*(pip3?|apt|apt-get|conda)\b"
    r"|%(load_ext|matplotlib|tensorflow_version|pip|autoreload|config|reload_ext)\b)")
_LINE = re.compile(r"^(?P<indent>\s*)(?:!|%(?=cd\b))(?P<command>.*)$")
_BRACES = re.compile(r"\{([^{}]+)\}")


class ShellError(Exception):
    """A shell line ended with another status than 0."""


def to_python(source):
    """Return the source of a cell with its shell lines turned into calls of `__shell__`.

    Example:
        >>> to_python("!ls {path}\\nx = 1")
        "__shell__('ls {path}', globals(), locals())\\nx = 1"
    """
    lines, waiting = [], list(source.splitlines())
    while waiting:
        line = waiting.pop(0)
        if IGNORED.match(line):
            lines.append("pass" if line[:1] in "!%" else line.partition("!")[0] + "pass")
            continue
        match = _LINE.match(line)
        if match is None and not _is_automatic(line):
            lines.append(line)
            continue
        indent, command = (match["indent"], match["command"]) if match else ("", line)
        continued = 0
        while command.endswith("\\") and waiting:
            command = command[:-1] + " " + waiting.pop(0).strip()
            continued += 1
        lines.append(f"{indent}__shell__({command.strip()!r}, globals(), locals())")
        lines += [""] * continued
    return "\n".join(lines)


def _is_automatic(line):
    word, _, rest = line.partition(" ")
    if word not in AUTOMATIC:
        return False
    return not re.match(r"\s*[=.(\[,+]", rest or " ")


def run(command, global_names, local_names):
    """Run a shell line and print what it prints.

    `{expression}` is replaced by the value of a name or attribute, as in notebooks;
    `saved_model_cli` and `python` mean tfcompat's.

    Raises:
        ShellError: it failed.
    """
    filled = _BRACES.sub(lambda match: _value(match, global_names, local_names), command)
    if filled.startswith("cd "):
        import os

        os.chdir(os.path.expanduser(filled[3:].strip()))
        return
    filled = _ours(filled)
    finished = subprocess.run(filled, shell=True, capture_output=True, text=True)
    sys.stdout.write(finished.stdout)
    if finished.returncode:
        raise ShellError(
            f"{filled!r} ended with status {finished.returncode}: {finished.stderr.strip()}")


def _value(match, global_names, local_names):
    expression = match[1].strip()
    if not re.fullmatch(r"[A-Za-z_][\w.]*", expression):
        return match[0]
    try:
        return str(eval(expression, global_names, local_names))
    except NameError:
        return match[0]


def _ours(command):
    word, _, rest = command.partition(" ")
    python = shlex.quote(sys.executable)
    if word == "saved_model_cli":
        return f"{python} -m tfcompat.tools.saved_model_cli {rest}"
    if word in ("python", "python3"):
        return f"{python} -m tfcompat {rest}"
    return command
