"""What is known of the gradients of an op: its rule, and what of a call the rule looks at.

The rules themselves stand beside the ops, as `registry.Op.gradient` says; those of ops that call
functions are in this room and join their records when they are first asked for. Walking calls
backwards is in `backward.py`.
"""

import dis
import importlib
import types

from tfcompat._src.base import dtypes

TRAINABLE = frozenset([
    dtypes.float16, dtypes.bfloat16, dtypes.float32, dtypes.float64, dtypes.complex64,
    dtypes.complex128, dtypes.resource, dtypes.variant,
])
TRAINABLE_ENUMS = frozenset(dtype.as_datatype_enum for dtype in TRAINABLE)
_OPAQUE = frozenset([dtypes.resource, dtypes.variant])
# Rules that need graphs, by the module of this room that has them.
_MODULES = {
    "PartitionedCall": "functions",
    "StatefulPartitionedCall": "functions",
    "If": "control_flow",
    "StatelessIf": "control_flow",
    "Case": "control_flow",
    "StatelessCase": "control_flow",
    "While": "control_flow",
    "StatelessWhile": "control_flow",
}
# Ops through which a tape notices that a variable is used.
_READERS = frozenset([
    "ReadVariableOp", "ResourceGather", "ResourceGatherNd", "PartitionedCall",
    "StatefulPartitionedCall",
])
RULES = {}


class Rule:
    """How gradients go through the calls of one op.

    Attributes:
        name: the name of the op.
        function: the rule, or None.
        none: whether the op is stated to have no gradient, so that calls need not be recorded.
        sparse: whether the rule takes None for outputs that nothing depends on.
        keeps_inputs, keeps_outputs: whether it looks at the values of inputs, of outputs.
        has_lists: whether there are lists among the inputs of calls.
        reads: whether calls read the variables that they are given.
    """

    __slots__ = ("function", "has_lists", "keeps_inputs", "keeps_outputs", "name", "none",
                 "reads", "sparse")

    def __init__(self, name, function, none=False, sparse=False, keeps=None):
        """Describe a rule; `keeps` is (keeps_inputs, keeps_outputs), found out if None."""
        self.name = name
        self.function = function
        self.none = none
        self.sparse = sparse
        self.has_lists = self.reads = False
        if keeps is None:
            keeps = [_looks_at(function, what) for what in ("inputs", "outputs")]
        self.keeps_inputs, self.keeps_outputs = keeps


def of(op):
    """Return the Rule of a registry `Op`."""
    rule = RULES.get(op)
    return _make(op) if rule is None else rule


def has_zeros(tensor):
    """Say whether zeros can stand for the gradient of a tensor that nothing depends on."""
    dtype = tensor.dtype.base_dtype
    return dtype in TRAINABLE and dtype not in _OPAQUE


def _make(op):
    module = _MODULES.get(op.name)
    if module is not None and op.gradient_function is None:
        importlib.import_module(f"tfcompat._src.grad.{module}")
    none = op.gradient_function is None and op.gradient_reason is not None
    none = none or not op.definition.outputs
    rule = Rule(op.name, op.gradient_function, none, op.gradient_sparse)
    rule.has_lists = any(arg.is_list for arg in op.definition.inputs)
    rule.reads = op.name in _READERS
    RULES[op] = rule
    return rule


def forget(op):
    """Forget what was found out about an op, whose gradient is another from now on."""
    RULES.pop(op, None)


def _looks_at(function, attribute):
    """Say whether a rule may look at an attribute of the call, its first parameter.

    Where the code hands the call itself to something else, that counts as looking.
    """
    if function is None:
        return False
    if not isinstance(function, types.FunctionType) or not function.__code__.co_argcount:
        return True
    code = function.__code__
    call = code.co_varnames[0]
    if call in code.co_cellvars or any(isinstance(c, types.CodeType) for c in code.co_consts):
        return True
    instructions = list(dis.get_instructions(code))
    for here, after in zip(instructions, instructions[1:], strict=False):
        used = here.argval if isinstance(here.argval, tuple) else (here.argval,)
        if call not in used or not here.opname.startswith("LOAD"):
            continue
        plain = here.argval == call and after.opname in ("LOAD_ATTR", "LOAD_METHOD")
        if not plain or after.argval == attribute:
            return True
    return False
