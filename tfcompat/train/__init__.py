"""tf.train: checkpoints, and the messages of training examples."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                      experimental
    checkpoint.checkpoint  Checkpoint
    checkpoint.manager     CheckpointManager checkpoints_iterator
    checkpoint.options     CheckpointOptions
    checkpoint.views       CheckpointView TrackableView
    checkpoint.readers     latest_checkpoint list_variables load_checkpoint load_variable
    checkpoint.states      get_checkpoint_state
    v1.coordinator         Coordinator
    v1.moving_averages     ExponentialMovingAverage
    wire.messages          BytesList Example Feature FeatureList FeatureLists Features FloatList
    wire.messages          Int64List SequenceExample
""")
