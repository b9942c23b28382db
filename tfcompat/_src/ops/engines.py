"""Parts of graphs that were handed to TensorRT: here the part itself is run.

Converters leave such a part as a function beside the engine they made of it, and TensorFlow runs
that function where the engine does not fit. The engine, machine code for one kind of GPU, is never
looked at. How nodes of older converters come to a function is in `graph/engine_segments.py`.

TensorFlow has these ops only where it was built with TensorRT; their definitions are those of its
sources.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import Resource
from tfcompat._src.registry import no_gradient, op, shape_functions


@op("""
    TRTEngineOp(in_tensor: InT) -> out_tensor: OutT
        serialized_segment: string
        segment_func: func
        InT: list({bool, int8, half, float, int32, resource})
        OutT: list({bool, int8, half, float, int32})
        input_shapes: list(shape) = []
        output_shapes: list(shape) = []
        max_cached_engines_count: int = 1
        max_batch_size: int = 1
        workspace_size_bytes: int
        precision_mode: {"FP32", "FP16", "INT8"}
        calibration_data: string = ""
        use_calibration: bool = true
        segment_funcdef_name: string = ""
        cached_engine_batches: list(int) >= 0 = []
        fixed_input_size: bool = true
        static_engine: bool = true
        profile_strategy: string = ""
        use_explicit_precision: bool = false
""")
def trt_engine_op(xp, in_tensor, *, segment_func, OutT):  # noqa: N803 - TensorFlow's name
    """Run the part of a graph that an engine stands for.

    Shapes:
        in_tensor: what the part takes
        out_tensor: what it returns
    Errors:
        InvalidArgumentError: the part returns another number of tensors.
    Source: tensorflow/compiler/tf2tensorrt/ops/trt_engine_op.cc
    """
    found = segment_func(*in_tensor)
    if len(found) != len(OutT):
        raise InvalidArgumentError(
            f"The segment returns {len(found)} tensors and not {len(OutT)}"
        )
    return found


@trt_engine_op.shape
def trt_engine_op_shape(c):
    stated = c.attr("output_shapes")
    return list(stated) if stated else [TensorShape(None)] * len(c.attr("OutT"))


@op("""
    CreateTRTResourceHandle() -> resource_handle: resource
        resource_name: string
""", stateful=True)
def create_trt_resource_handle(xp, *, resource_name):
    """Name a store of engines, which stays empty.

    Shapes:
        resource_handle: []
    Source: tensorflow/compiler/tf2tensorrt/ops/trt_engine_resource_ops.cc
    """
    return Resource(resource_name.decode("utf-8", "backslashreplace"))


@op("""
    InitializeTRTResource(resource_handle: resource, filename: string) -> ()
        max_cached_engines_count: int = 1
""", stateful=True, host=("filename",))
def initialize_trt_resource(xp, resource_handle, filename):
    """Leave the engines in a file where they are: nobody can run them.

    Shapes:
        resource_handle, filename: []
    Source: tensorflow/compiler/tf2tensorrt/ops/trt_engine_resource_ops.cc
    """


create_trt_resource_handle.shape(shape_functions.scalar)


@initialize_trt_resource.shape
def initialize_trt_resource_shape(c):
    return []


for _record in (create_trt_resource_handle, initialize_trt_resource):
    no_gradient(_record, "engines have no gradient")
