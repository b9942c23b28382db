"""StableHLO programs on arrays: what the op `XlaCallModule` runs."""
