"""Notes on errors: what is worth knowing beyond TensorFlow's own words, which stay as they are.

Python shows notes below the message (from 3.11 on; before, they are kept and not shown).
"""


def add(error, text):
    """Put a note on an error.

    >>> error = ValueError("it does not fit")
    >>> add(error, "It is stored under 'v'.")
    >>> error.__notes__
    ["It is stored under 'v'."]
    """
    if hasattr(error, "add_note"):
        error.add_note(text)
    else:
        error.__notes__ = [*getattr(error, "__notes__", ()), text]


def hand_on(error, source):
    """Put the notes of one error on another that takes its place; return it."""
    for text in getattr(source, "__notes__", ()):
        add(error, text)
    return error
