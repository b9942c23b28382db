"""Programs that come with tfcompat: `python -m tfcompat.tools.NAME`."""
