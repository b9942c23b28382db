"""`python -m tfcompat script.py`: run a program written for TensorFlow on tfcompat."""

import sys

from tfcompat._src.alias.program import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
