"""Tables and progress on a terminal.

Does not live here: what is shown in them.
"""

import sys
import time

_PATIENCE = 1.0
_WIDTH = 30


def print_table(titles, rows):
    """Print rows of texts below titles, columns aligned.

    Example:
        >>> print_table(("op", "count"), [("MatMul", "2"), ("AddV2", "10")])
        op      count
        MatMul  2
        AddV2   10
    """
    rows = [tuple(map(str, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(titles, *rows, strict=True)]
    for row in (titles, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def progress(items, what, stream=None):
    """Go through items; after a second, show on a terminal how far it has come.

    Args:
        items: a sequence.
        what: what is being done, e.g. "checking".
        stream: where to show it; standard error by default. Nothing is shown where it is no
            terminal.

    Yields:
        The items.

    Example:
        >>> list(progress([1, 2], "counting"))
        [1, 2]
    """
    stream = sys.stderr if stream is None else stream
    shown, started = False, time.monotonic()
    for number, item in enumerate(items):
        if stream.isatty() and time.monotonic() - started > _PATIENCE:
            done = _WIDTH * number // len(items)
            stream.write(f"\r{what} [{'#' * done:{_WIDTH}}] {number}/{len(items)}")
            stream.flush()
            shown = True
        yield item
    if shown:
        stream.write("\r\x1b[K")
        stream.flush()


def size(count):
    """Return a number of bytes for people.

    Example:
        >>> size(100), size(2048)
        ('100 B', '2.0 KiB')
    """
    if count < 1024:
        return f"{count} B"
    value, units = count / 1024, ["KiB", "MiB", "GiB", "TiB"]
    while value >= 1024 and len(units) > 1:
        value, _ = value / 1024, units.pop(0)
    return f"{value:.1f} {units[0]}"
