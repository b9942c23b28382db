"""tf.compat.v1.train: checkpoints of variables by name, and what counts training steps."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                       experimental queue_runner
    checkpoint.manager   CheckpointManager checkpoints_iterator
    checkpoint.options   CheckpointOptions
    checkpoint.readers   latest_checkpoint list_variables load_checkpoint load_variable
    checkpoint.states    checkpoint_exists=exists generate_checkpoint_state_proto=generate_state
    checkpoint.states    get_checkpoint_mtimes=modification_times get_checkpoint_state
    checkpoint.states    remove_checkpoint=remove update_checkpoint_state=update_state
    v1.coordinator       Coordinator LooperThread
    v1.global_step       create_global_step get_global_step get_or_create_global_step
    v1.global_step       global_step
    v1.input_batches     batch batch_join maybe_batch maybe_batch_join maybe_shuffle_batch
    v1.input_batches     maybe_shuffle_batch_join shuffle_batch shuffle_batch_join
    v1.input_producers   input_producer limit_epochs match_filenames_once
    v1.input_producers   range_input_producer slice_input_producer string_input_producer
    v1.learning_rates    cosine_decay cosine_decay_restarts exponential_decay inverse_time_decay
    v1.learning_rates    linear_cosine_decay natural_exp_decay noisy_linear_cosine_decay
    v1.learning_rates    piecewise_constant piecewise_constant_decay=piecewise_constant
    v1.learning_rates    polynomial_decay
    v1.meta_graph_files  export_meta_graph
    v1.moving_averages   ExponentialMovingAverage
    v1.optimizer         Optimizer
    v1.optimizers        AdadeltaOptimizer AdagradDAOptimizer AdagradOptimizer AdamOptimizer
    v1.optimizers        FtrlOptimizer GradientDescentOptimizer MomentumOptimizer
    v1.optimizers        ProximalAdagradOptimizer ProximalGradientDescentOptimizer
    v1.optimizers        RMSPropOptimizer
    v1.queue_runners     QueueRunner add_queue_runner start_queue_runners
    frontend.graph_files write_graph
    v1.event_writers     summary_iterator
    v1.saver             Saver import_meta_graph
    wire.messages        BytesList Example Feature FeatureList FeatureLists Features FloatList
    wire.messages        Int64List SaverDef SequenceExample
""")
