"""Programs that come with tfcompat: `python -m tfcompat.tools.saved_model_cli`."""
