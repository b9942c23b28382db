"""The side door: `tensorflow` as a name for tfcompat, and private paths that libraries import."""
