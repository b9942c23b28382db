"""Examples in documentation as tests: finding them, running them, comparing their output."""
