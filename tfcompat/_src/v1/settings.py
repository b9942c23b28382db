"""Settings that sessions take: accepted and kept, for there is one machine and nothing to set."""


class _Settings:
    """A bag of known settings, as a message has them."""

    _fields = {}

    def __init__(self, **given):
        unknown = sorted(set(given) - set(self._fields))
        if unknown:
            raise ValueError(
                f"Protocol message {type(self).__name__} has no \"{unknown[0]}\" field.")
        for name, default in self._fields.items():
            made = default() if callable(default) else default
            setattr(self, name, given.get(name, made))

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None

    def __repr__(self):
        changed = {name: value for name, value in self.__dict__.items() if value}
        return f"{type(self).__name__}({changed})"


class GPUOptions(_Settings):
    """Settings of GPUs: `tf.compat.v1.GPUOptions`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.GPUOptions(allow_growth=True).allow_growth
        True
    """

    _fields = {
        "per_process_gpu_memory_fraction": 0.0, "allow_growth": False, "allocator_type": "",
        "visible_device_list": "", "force_gpu_compatible": False, "experimental": None,
        "deferred_deletion_bytes": 0, "polling_active_delay_usecs": 0,
        "polling_inactive_delay_msecs": 0,
    }


class OptimizerOptions(_Settings):
    """Settings of graph optimizations: `tf.compat.v1.OptimizerOptions`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.OptimizerOptions(opt_level=tf.compat.v1.OptimizerOptions.L0).opt_level
        -1
    """

    L1, L0 = 0, -1
    DEFAULT, OFF, ON_1, ON_2 = 0, -1, 1, 2
    _fields = {
        "do_common_subexpression_elimination": False, "do_constant_folding": False,
        "do_function_inlining": False, "opt_level": 0, "global_jit_level": 0,
        "max_folded_constant_in_bytes": 0, "cpu_global_jit": False,
    }


class GraphOptions(_Settings):
    """Settings of graphs: `tf.compat.v1.GraphOptions`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.GraphOptions().optimizer_options.opt_level
        0
    """

    _fields = {
        "enable_recv_scheduling": False, "optimizer_options": OptimizerOptions,
        "build_cost_model": 0, "build_cost_model_after": 0, "infer_shapes": False,
        "place_pruned_graph": False, "enable_bfloat16_sendrecv": False, "timeline_step": 0,
        "rewrite_options": None,
    }


class ConfigProto(_Settings):
    """Settings of sessions: `tf.compat.v1.ConfigProto`.

    Example:
        >>> import tfcompat as tf
        >>> config = tf.compat.v1.ConfigProto(allow_soft_placement=True)
        >>> config.gpu_options.allow_growth = True
        >>> tf.compat.v1.Session(graph=tf.Graph(), config=config).close()
    """

    _fields = {
        "device_count": dict, "intra_op_parallelism_threads": 0,
        "inter_op_parallelism_threads": 0, "use_per_session_threads": False,
        "session_inter_op_thread_pool": list, "placement_period": 0, "device_filters": list,
        "gpu_options": GPUOptions, "allow_soft_placement": False, "log_device_placement": False,
        "graph_options": GraphOptions, "operation_timeout_in_ms": 0, "rpc_options": None,
        "cluster_def": None, "isolate_session_state": False,
        "share_cluster_devices_in_session": False, "experimental": None,
    }


class RunOptions(_Settings):
    """Settings of one call of `Session.run`: `tf.compat.v1.RunOptions`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.RunOptions(trace_level=tf.compat.v1.RunOptions.FULL_TRACE).trace_level
        3
    """

    NO_TRACE, SOFTWARE_TRACE, HARDWARE_TRACE, FULL_TRACE = range(4)
    _fields = {
        "trace_level": 0, "timeout_in_ms": 0, "inter_op_thread_pool": 0,
        "output_partition_graphs": False, "debug_options": None,
        "report_tensor_allocations_upon_oom": False, "experimental": None,
    }


class RunMetadata(_Settings):
    """What a call of `Session.run` would tell of itself; it stays empty.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.RunMetadata().partition_graphs
        []
    """

    _fields = {"step_stats": None, "cost_graph": None, "partition_graphs": list,
               "function_graphs": list, "session_metadata": None}
