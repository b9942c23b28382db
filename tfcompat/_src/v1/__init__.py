"""compat.v1: graphs and sessions, wrapped functions, models and checkpoints of TensorFlow 1."""
