"""`python -m tfcompat.tools.checkpoint`: look into checkpoints, compare, check and convert them.

The program itself is in tfcompat/_src/cli.
"""

import sys

from tfcompat._src.cli.checkpoint import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
