# Derived by tools/derive.py; do not edit.
from tfcompat._src.checkpoint.manager import CheckpointManager as CheckpointManager
from tfcompat._src.checkpoint.manager import checkpoints_iterator as checkpoints_iterator
from tfcompat._src.checkpoint.options import CheckpointOptions as CheckpointOptions
from tfcompat._src.checkpoint.readers import latest_checkpoint as latest_checkpoint
from tfcompat._src.checkpoint.readers import list_variables as list_variables
from tfcompat._src.checkpoint.readers import load_checkpoint as load_checkpoint
from tfcompat._src.checkpoint.readers import load_variable as load_variable
from tfcompat._src.checkpoint.states import exists as checkpoint_exists
from tfcompat._src.checkpoint.states import generate_state as generate_checkpoint_state_proto
from tfcompat._src.checkpoint.states import modification_times as get_checkpoint_mtimes
from tfcompat._src.checkpoint.states import get_checkpoint_state as get_checkpoint_state
from tfcompat._src.checkpoint.states import remove as remove_checkpoint
from tfcompat._src.checkpoint.states import update_state as update_checkpoint_state
from tfcompat._src.frontend.graph_files import write_graph as write_graph
from tfcompat._src.v1.coordinator import Coordinator as Coordinator
from tfcompat._src.v1.coordinator import LooperThread as LooperThread
from tfcompat._src.v1.event_writers import summary_iterator as summary_iterator
from tfcompat._src.v1.global_step import create_global_step as create_global_step
from tfcompat._src.v1.global_step import get_global_step as get_global_step
from tfcompat._src.v1.global_step import get_or_create_global_step as get_or_create_global_step
from tfcompat._src.v1.global_step import global_step as global_step
from tfcompat._src.v1.input_batches import batch as batch
from tfcompat._src.v1.input_batches import batch_join as batch_join
from tfcompat._src.v1.input_batches import maybe_batch as maybe_batch
from tfcompat._src.v1.input_batches import maybe_batch_join as maybe_batch_join
from tfcompat._src.v1.input_batches import maybe_shuffle_batch as maybe_shuffle_batch
from tfcompat._src.v1.input_batches import maybe_shuffle_batch_join as maybe_shuffle_batch_join
from tfcompat._src.v1.input_batches import shuffle_batch as shuffle_batch
from tfcompat._src.v1.input_batches import shuffle_batch_join as shuffle_batch_join
from tfcompat._src.v1.input_producers import input_producer as input_producer
from tfcompat._src.v1.input_producers import limit_epochs as limit_epochs
from tfcompat._src.v1.input_producers import match_filenames_once as match_filenames_once
from tfcompat._src.v1.input_producers import range_input_producer as range_input_producer
from tfcompat._src.v1.input_producers import slice_input_producer as slice_input_producer
from tfcompat._src.v1.input_producers import string_input_producer as string_input_producer
from tfcompat._src.v1.learning_rates import cosine_decay as cosine_decay
from tfcompat._src.v1.learning_rates import cosine_decay_restarts as cosine_decay_restarts
from tfcompat._src.v1.learning_rates import exponential_decay as exponential_decay
from tfcompat._src.v1.learning_rates import inverse_time_decay as inverse_time_decay
from tfcompat._src.v1.learning_rates import linear_cosine_decay as linear_cosine_decay
from tfcompat._src.v1.learning_rates import natural_exp_decay as natural_exp_decay
from tfcompat._src.v1.learning_rates import noisy_linear_cosine_decay as noisy_linear_cosine_decay
from tfcompat._src.v1.learning_rates import piecewise_constant as piecewise_constant
from tfcompat._src.v1.learning_rates import piecewise_constant as piecewise_constant_decay
from tfcompat._src.v1.learning_rates import polynomial_decay as polynomial_decay
from tfcompat._src.v1.meta_graph_files import export_meta_graph as export_meta_graph
from tfcompat._src.v1.moving_averages import ExponentialMovingAverage as ExponentialMovingAverage
from tfcompat._src.v1.optimizer import Optimizer as Optimizer
from tfcompat._src.v1.optimizers import AdadeltaOptimizer as AdadeltaOptimizer
from tfcompat._src.v1.optimizers import AdagradDAOptimizer as AdagradDAOptimizer
from tfcompat._src.v1.optimizers import AdagradOptimizer as AdagradOptimizer
from tfcompat._src.v1.optimizers import AdamOptimizer as AdamOptimizer
from tfcompat._src.v1.optimizers import FtrlOptimizer as FtrlOptimizer
from tfcompat._src.v1.optimizers import GradientDescentOptimizer as GradientDescentOptimizer
from tfcompat._src.v1.optimizers import MomentumOptimizer as MomentumOptimizer
from tfcompat._src.v1.optimizers import ProximalAdagradOptimizer as ProximalAdagradOptimizer
from tfcompat._src.v1.optimizers import ProximalGradientDescentOptimizer as ProximalGradientDescentOptimizer
from tfcompat._src.v1.optimizers import RMSPropOptimizer as RMSPropOptimizer
from tfcompat._src.v1.queue_runners import QueueRunner as QueueRunner
from tfcompat._src.v1.queue_runners import add_queue_runner as add_queue_runner
from tfcompat._src.v1.queue_runners import start_queue_runners as start_queue_runners
from tfcompat._src.v1.saver import Saver as Saver
from tfcompat._src.v1.saver import import_meta_graph as import_meta_graph
from tfcompat._src.wire.messages import BytesList as BytesList
from tfcompat._src.wire.messages import Example as Example
from tfcompat._src.wire.messages import Feature as Feature
from tfcompat._src.wire.messages import FeatureList as FeatureList
from tfcompat._src.wire.messages import FeatureLists as FeatureLists
from tfcompat._src.wire.messages import Features as Features
from tfcompat._src.wire.messages import FloatList as FloatList
from tfcompat._src.wire.messages import Int64List as Int64List
from tfcompat._src.wire.messages import SaverDef as SaverDef
from tfcompat._src.wire.messages import SequenceExample as SequenceExample
from tfcompat.compat.v1.train import experimental as experimental
from tfcompat.compat.v1.train import queue_runner as queue_runner

__all__ = [
    "AdadeltaOptimizer", "AdagradDAOptimizer", "AdagradOptimizer", "AdamOptimizer", "BytesList",
    "CheckpointManager", "CheckpointOptions", "Coordinator", "Example", "ExponentialMovingAverage",
    "Feature", "FeatureList", "FeatureLists", "Features", "FloatList", "FtrlOptimizer",
    "GradientDescentOptimizer", "Int64List", "LooperThread", "MomentumOptimizer", "Optimizer",
    "ProximalAdagradOptimizer", "ProximalGradientDescentOptimizer", "QueueRunner",
    "RMSPropOptimizer", "Saver", "SaverDef", "SequenceExample", "add_queue_runner", "batch",
    "batch_join", "checkpoint_exists", "checkpoints_iterator", "cosine_decay",
    "cosine_decay_restarts", "create_global_step", "experimental", "exponential_decay",
    "export_meta_graph", "generate_checkpoint_state_proto", "get_checkpoint_mtimes",
    "get_checkpoint_state", "get_global_step", "get_or_create_global_step", "global_step",
    "import_meta_graph", "input_producer", "inverse_time_decay", "latest_checkpoint",
    "limit_epochs", "linear_cosine_decay", "list_variables", "load_checkpoint", "load_variable",
    "match_filenames_once", "maybe_batch", "maybe_batch_join", "maybe_shuffle_batch",
    "maybe_shuffle_batch_join", "natural_exp_decay", "noisy_linear_cosine_decay",
    "piecewise_constant", "piecewise_constant_decay", "polynomial_decay", "queue_runner",
    "range_input_producer", "remove_checkpoint", "shuffle_batch", "shuffle_batch_join",
    "slice_input_producer", "start_queue_runners", "string_input_producer", "summary_iterator",
    "update_checkpoint_state", "write_graph",
]
