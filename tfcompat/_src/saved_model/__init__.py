"""Object graph to SavedModel and back: save, load, signatures, fingerprint."""
