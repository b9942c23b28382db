"""`python -m tfcompat.doctest PAGE_OR_MODULE...`: documentation examples as tests.

The program itself is in tfcompat/_src/examples.
"""

import sys

from tfcompat._src.examples.program import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
