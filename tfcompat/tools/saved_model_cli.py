"""`python -m tfcompat.tools.saved_model_cli`: look into SavedModels, and run them.

The program itself is in tfcompat/_src/cli.
"""

import sys

from tfcompat._src.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
