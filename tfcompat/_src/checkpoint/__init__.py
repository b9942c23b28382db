"""Object graph to bundle and back: save, restore, readers."""
