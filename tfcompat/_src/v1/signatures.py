"""SignatureDef messages: what a function of a SavedModel takes and returns, by tensor names."""

from tfcompat._src.base import dtypes
from tfcompat._src.saved_model import constants
from tfcompat._src.v1 import tensor_infos
from tfcompat._src.wire import messages


def build_signature_def(inputs=None, outputs=None, method_name=None, defaults=None):
    """Return a SignatureDef message.

    Args:
        inputs: dict of names to TensorInfos.
        outputs: dict of names to TensorInfos.
        method_name: the kind of signature, e.g. "tensorflow/serving/predict".
        defaults: dict of names of inputs to values that they have when left out.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.saved_model.build_signature_def(method_name="m").method_name
        'm'
    """
    signature = messages.SignatureDef()
    for name, info in (inputs or {}).items():
        signature.inputs[name].CopyFrom(_own(info))
    for name, info in (outputs or {}).items():
        signature.outputs[name].CopyFrom(_own(info))
    if method_name is not None:
        signature.method_name = method_name
    for name, value in (defaults or {}).items():
        signature.defaults[name].CopyFrom(value)
    return signature


def _own(info):
    if isinstance(info, messages.TensorInfo):
        return info
    return messages.TensorInfo.FromString(info.SerializeToString())


def predict_signature_def(inputs, outputs):
    """Return the signature of a prediction.

    Args:
        inputs: dict of names to tensors.
        outputs: dict of names to tensors.

    Raises:
        ValueError: there are none.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default():
        ...     x = tf1.placeholder(tf.float32, [], name="x")
        ...     signature = tf1.saved_model.predict_signature_def({"x": x}, {"y": x * 2})
        >>> signature.method_name
        'tensorflow/serving/predict'
    """
    if inputs is None or not inputs:
        raise ValueError("Prediction `inputs` cannot be None or empty.")
    if outputs is None or not outputs:
        raise ValueError("Prediction `outputs` cannot be None or empty.")
    return build_signature_def(
        {name: tensor_infos.build_tensor_info(tensor) for name, tensor in inputs.items()},
        {name: tensor_infos.build_tensor_info(tensor) for name, tensor in outputs.items()},
        constants.PREDICT_METHOD_NAME,
    )


def regression_signature_def(examples, predictions):
    """Return the signature of a regression.

    Args:
        examples: a string tensor of serialized examples.
        predictions: a float tensor.

    Raises:
        ValueError: a tensor is missing, or is of another dtype.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default():
        ...     signature = tf1.saved_model.regression_signature_def(
        ...         tf1.placeholder(tf.string), tf1.placeholder(tf.float32))
        >>> sorted(signature.outputs)
        ['outputs']
    """
    if examples is None:
        raise ValueError("Regression `examples` cannot be None.")
    if not hasattr(examples, "op"):
        raise ValueError(
            "Expected regression `examples` to be of type Tensor. Found `examples` of type "
            f"{type(examples)}."
        )
    if predictions is None:
        raise ValueError("Regression `predictions` cannot be None.")
    inputs = tensor_infos.build_tensor_info(examples)
    if inputs.dtype != dtypes.string.as_datatype_enum:
        raise ValueError("Regression input tensors must be of type string. Found tensors with "
                         f"type {inputs.dtype}.")
    outputs = tensor_infos.build_tensor_info(predictions)
    if outputs.dtype != dtypes.float32.as_datatype_enum:
        raise ValueError("Regression output tensors must be of type float. Found tensors with "
                         f"type {outputs.dtype}.")
    return build_signature_def(
        {constants.REGRESS_INPUTS: inputs}, {constants.REGRESS_OUTPUTS: outputs},
        constants.REGRESS_METHOD_NAME)


def classification_signature_def(examples, classes, scores):
    """Return the signature of a classification.

    Args:
        examples: a string tensor of serialized examples.
        classes: a string tensor, or None.
        scores: a float tensor, or None.

    Raises:
        ValueError: a tensor is missing, or is of another dtype.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default():
        ...     signature = tf1.saved_model.classification_signature_def(
        ...         tf1.placeholder(tf.string), None, tf1.placeholder(tf.float32))
        >>> sorted(signature.outputs)
        ['scores']
    """
    if examples is None:
        raise ValueError("Classification `examples` cannot be None.")
    if not hasattr(examples, "op"):
        raise ValueError(
            "Classification `examples` must be a string Tensor. Found `examples` of type "
            f"{type(examples)}."
        )
    if classes is None and scores is None:
        raise ValueError("Classification `classes` and `scores` cannot both be None.")
    inputs = tensor_infos.build_tensor_info(examples)
    if inputs.dtype != dtypes.string.as_datatype_enum:
        raise ValueError("Classification input tensors must be of type string. Found tensors of "
                         f"type {inputs.dtype}")
    outputs = {}
    if classes is not None:
        info = outputs[constants.CLASSIFY_OUTPUT_CLASSES] = tensor_infos.build_tensor_info(classes)
        if info.dtype != dtypes.string.as_datatype_enum:
            raise ValueError("Classification classes must be of type string Tensor. Found tensors "
                             f"of type {info.dtype}.")
    if scores is not None:
        info = outputs[constants.CLASSIFY_OUTPUT_SCORES] = tensor_infos.build_tensor_info(scores)
        if info.dtype != dtypes.float32.as_datatype_enum:
            raise ValueError("Classification scores must be a float tensor.")
    return build_signature_def(
        {constants.CLASSIFY_INPUTS: inputs}, outputs, constants.CLASSIFY_METHOD_NAME)


def is_valid_signature(signature_def):
    """Say whether a signature is one that TensorFlow Serving can serve.

    Args:
        signature_def: the SignatureDef message.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.saved_model.is_valid_signature(
        ...     tf.compat.v1.saved_model.build_signature_def())
        False
    """
    if signature_def is None:
        return False
    inputs, outputs = signature_def.inputs, signature_def.outputs
    method = signature_def.method_name
    text, number = dtypes.string.as_datatype_enum, dtypes.float32.as_datatype_enum
    if method == constants.PREDICT_METHOD_NAME:
        return bool(inputs) and bool(outputs)
    if method == constants.REGRESS_METHOD_NAME:
        return _has(inputs, {constants.REGRESS_INPUTS: text}) and _has(
            outputs, {constants.REGRESS_OUTPUTS: number})
    if method == constants.CLASSIFY_METHOD_NAME:
        allowed = {constants.CLASSIFY_OUTPUT_CLASSES: text,
                   constants.CLASSIFY_OUTPUT_SCORES: number}
        return _has(inputs, {constants.CLASSIFY_INPUTS: text}) and bool(outputs) and all(
            allowed.get(name) == info.dtype for name, info in outputs.items())
    return False


def _has(infos, wanted):
    return {name: info.dtype for name, info in infos.items()} == wanted
