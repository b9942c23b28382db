"""Pictures from files and to files; what is lost when they are stored as JPEG."""

from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, image_colors, random, scopes


def decode_png(contents, channels=0, dtype=dtypes.uint8, name=None):
    """Decode a picture.

    Args:
        contents: the bytes of a file, a string scalar.
        channels: 1 for gray, 3 for colours, 4 for colours and alpha; 0 for what the file has.
        dtype: uint8 or uint16.
        name: a name for the operation.

    Returns:
        A tensor [height, width, channels].

    Raises:
        InvalidArgumentError: the file is no such picture.

    Example:
        >>> import tfcompat as tf
        >>> file = tf.image.encode_png(tf.constant([[[1], [2]], [[3], [4]]], tf.uint8))
        >>> tf.image.decode_png(file)[..., 0]
        <tf.Tensor: shape=(2, 2), dtype=uint8, numpy=
        array([[1, 2],
               [3, 4]], dtype=uint8)>
    """
    return raw.DecodePng(contents, channels=channels, dtype=dtype, name=name)


def decode_bmp(contents, channels=0, name=None):
    """Decode a BMP picture.

    Args:
        contents: the bytes of a file, a string scalar.
        channels: 3 for colours, 4 for colours and alpha; 0 for what the file has.
        name: a name for the operation.

    Returns:
        A uint8 tensor [height, width, channels].

    Raises:
        InvalidArgumentError: the file is no such picture.

    Example:
        >>> import tfcompat as tf
        >>> file = b'BM' + bytes([0] * 8 + [54] + [0] * 7 + [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0])
        >>> tf.image.decode_bmp(file + bytes(24) + bytes([3, 2, 1, 0]))
        <tf.Tensor: shape=(1, 1, 3), dtype=uint8, numpy=array([[[1, 2, 3]]], dtype=uint8)>
    """
    return raw.DecodeBmp(contents, channels=channels, name=name)


def decode_gif(contents, name=None):
    """Decode all frames of a picture.

    Args:
        contents: the bytes of a file, a string scalar.
        name: a name for the operation.

    Returns:
        A uint8 tensor [frames, height, width, 3].

    Raises:
        InvalidArgumentError: the file is no such picture.

    Example:
        >>> import tfcompat as tf
        >>> file = tf.image.encode_png(tf.constant([[[1], [2]], [[3], [4]]], tf.uint8))
        >>> tf.image.decode_gif(file).shape
        TensorShape([1, 2, 2, 3])
    """
    return raw.DecodeGif(contents, name=name)


def decode_jpeg(
    contents, channels=0, ratio=1, fancy_upscaling=True, try_recover_truncated=False,
    acceptable_fraction=1, dct_method="", name=None
):
    """Decode a picture; JPEG ones need the package Pillow.

    Args:
        contents: the bytes of a file, a string scalar.
        channels: 1 for gray, 3 for colours; 0 for what the file has.
        ratio: by how much the picture is reduced: 1, 2, 4 or 8.
        fancy_upscaling, try_recover_truncated, acceptable_fraction, dct_method: without effect.
        name: a name for the operation.

    Returns:
        A uint8 tensor [height, width, channels].

    Raises:
        InvalidArgumentError: the file is no such picture.
        UnsupportedError: Pillow is not installed.

    Example:
        >>> import tfcompat as tf
        >>> file = tf.image.encode_png(tf.constant([[[1], [2]], [[3], [4]]], tf.uint8))
        >>> tf.image.decode_jpeg(file)[..., 0]
        <tf.Tensor: shape=(2, 2), dtype=uint8, numpy=
        array([[1, 2],
               [3, 4]], dtype=uint8)>
    """
    return raw.DecodeJpeg(
        contents, channels=channels, ratio=ratio, fancy_upscaling=fancy_upscaling,
        try_recover_truncated=try_recover_truncated, acceptable_fraction=acceptable_fraction,
        dct_method=dct_method, name=name)


def decode_and_crop_jpeg(
    contents, crop_window, channels=0, ratio=1, fancy_upscaling=True,
    try_recover_truncated=False, acceptable_fraction=1, dct_method="", name=None
):
    """Decode a part of a JPEG picture, which needs the package Pillow.

    Args:
        contents: the bytes of a file, a string scalar.
        crop_window: top, left, height and width of the part, an int32 vector.
        channels: 1 for gray, 3 for colours; 0 for what the file has.
        ratio: by how much the picture is reduced: 1, 2, 4 or 8.
        fancy_upscaling, try_recover_truncated, acceptable_fraction, dct_method: without effect.
        name: a name for the operation.

    Returns:
        A uint8 tensor [height, width, channels].

    Raises:
        InvalidArgumentError: the file is no such picture.
        UnsupportedError: Pillow is not installed.

    Example:
        >>> import tfcompat as tf
        >>> try:
        ...     tf.image.decode_and_crop_jpeg(b'', [0, 0, 1, 1])
        ... except tf.errors.InvalidArgumentError as error:
        ...     print(str(error).partition('}} ')[2])
        Input is empty. [Op:DecodeAndCropJpeg]
    """
    return raw.DecodeAndCropJpeg(
        contents, crop_window, channels=channels, ratio=ratio, fancy_upscaling=fancy_upscaling,
        try_recover_truncated=try_recover_truncated, acceptable_fraction=acceptable_fraction,
        dct_method=dct_method, name=name)


def decode_image(
    contents, channels=None, dtype=dtypes.uint8, name=None, expand_animations=True
):
    """Decode a picture of any format: PNG, JPEG, GIF or BMP.

    Args:
        contents: the bytes of a file, a string scalar.
        channels: 1, 3 or 4; 0 or None for what the file has.
        dtype: the dtype of the numbers; floating ones are from 0 to 1.
        name: a name for the operation.
        expand_animations: whether GIF pictures have a dimension for their frames; the first one
            is taken otherwise.

    Returns:
        A tensor [height, width, channels] or [frames, height, width, 3].

    Raises:
        InvalidArgumentError: the file is no such picture.
        AttributeError: the dtype is neither floating nor an integer.

    Example:
        >>> import tfcompat as tf
        >>> file = tf.image.encode_png(tf.constant([[[1], [2]], [[3], [4]]], tf.uint8))
        >>> tf.image.decode_image(file)[..., 0]
        <tf.Tensor: shape=(2, 2), dtype=uint8, numpy=
        array([[1, 2],
               [3, 4]], dtype=uint8)>
    """
    with scopes.scope(name, "decode_image"):
        channels = 0 if channels is None else channels
        wanted = dtypes.as_dtype(dtype)
        if not (wanted.is_floating or wanted.is_integer):
            raise AttributeError("dtype must be either floating point or integer")
        # What the op has no numbers of is made of those of 16 bits.
        known = wanted in (dtypes.float32, dtypes.uint8, dtypes.uint16)
        image = raw.DecodeImage(
            contents, channels=channels, dtype=wanted if known else dtypes.uint16,
            expand_animations=expand_animations)
        return image if known else image_colors.convert_image_dtype(image, wanted)


def encode_png(image, compression=-1, name=None):
    """Encode pictures.

    Args:
        image: a uint8 or uint16 tensor [..., height, width, channels], of 1 to 4 channels.
        compression: from 0, none, to 9, most; -1 for something between.
        name: a name for the operation.

    Returns:
        A string tensor [...].

    Raises:
        InvalidArgumentError: the rank, the channels or the compression are out of range.

    Example:
        >>> import tfcompat as tf
        >>> file = tf.image.encode_png(tf.zeros([2, 2, 3], tf.uint8))
        >>> file.numpy()[:4]
        b'\x89PNG'
    """
    return raw.EncodePng(
        convert_to_tensor(image), compression=compression, name=name)


def encode_jpeg(
    image, format="", quality=95, progressive=False, optimize_size=False,  # noqa: A002
    chroma_downsampling=True, density_unit="in", x_density=300, y_density=300, xmp_metadata="",
    name=None
):
    """Encode a picture as JPEG, which needs the package Pillow.

    Args:
        image: a uint8 tensor [height, width, 1 or 3].
        format: "grayscale" or "rgb" to insist on the channels.
        quality: from 0 to 100.
        progressive: whether it can be shown before it is whole.
        optimize_size: whether to take time for a smaller file.
        chroma_downsampling: whether colours are stored coarser than brightness.
        density_unit: "in" or "cm".
        x_density, y_density: dots per unit.
        xmp_metadata: what to add about the picture.
        name: a name for the operation.

    Returns:
        A string scalar.

    Raises:
        InvalidArgumentError: the rank, the channels or the quality are out of range.
        UnsupportedError: Pillow is not installed.

    Example:
        >>> import tfcompat as tf
        >>> try:
        ...     file = tf.image.encode_jpeg(tf.zeros([2, 2, 3], tf.uint8)).numpy()[:2]
        ... except NotImplementedError:  # Pillow is not installed
        ...     file = b'\\xff\\xd8'
        >>> file
        b'\xff\xd8'
    """
    return raw.EncodeJpeg(
        image, format=format, quality=quality, progressive=progressive, optimize_size=optimize_size,
        chroma_downsampling=chroma_downsampling, density_unit=density_unit, x_density=x_density,
        y_density=y_density, xmp_metadata=xmp_metadata, name=name)


def extract_jpeg_shape(contents, output_type=dtypes.int32, name=None):
    """The shape of a JPEG picture, without decoding it.

    Args:
        contents: the bytes of a file, a string scalar.
        output_type: int32 or int64.
        name: a name for the operation.

    Returns:
        A vector: height, width, channels.

    Raises:
        InvalidArgumentError: the file is no such picture.

    Example:
        >>> import tfcompat as tf
        >>> sizes = bytes([0xff, 0xc0, 0, 11, 8, 0, 2, 0, 5, 1, 1, 17, 0])
        >>> pixels = bytes([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0])
        >>> tf.image.extract_jpeg_shape(bytes([0xff, 0xd8]) + sizes + pixels).numpy()
        array([2, 5, 1], dtype=int32)
    """
    return raw.ExtractJpegShape(contents, output_type=output_type, name=name)


def is_jpeg(contents, name=None):
    """Whether a file begins as JPEG pictures do.

    Args:
        contents: the bytes of a file, a string scalar.
        name: a name for the operation.

    Returns:
        A boolean scalar.

    Raises:
        InvalidArgumentError: `contents` is no string.

    Example:
        >>> import tfcompat as tf
        >>> bool(tf.image.is_jpeg(bytes([0xff, 0xd8, 0xff, 0xe0])))
        True
    """
    with scopes.scope(name, "is_jpeg"):
        start = raw.Substr(contents, 0, 3)
        return raw.Equal(start, b"\xff\xd8\xff", name=name)


def adjust_jpeg_quality(image, jpeg_quality, dct_method="", name=None):
    """Encode a picture as JPEG and decode it again, which needs the package Pillow.

    Args:
        image: a tensor [height, width, 1 or 3]; floating numbers are from 0 to 1.
        jpeg_quality: from 0 to 100.
        dct_method: without effect.
        name: a name for the operation.

    Returns:
        A tensor of the same shape and dtype.

    Raises:
        InvalidArgumentError: the quality is out of range.
        UnsupportedError: Pillow is not installed.

    Example:
        >>> import tfcompat as tf
        >>> image = tf.fill([8, 8, 3], 0.5)
        >>> try:
        ...     shape = tf.image.adjust_jpeg_quality(image, 75).shape
        ... except NotImplementedError:  # Pillow is not installed
        ...     shape = image.shape
        >>> shape
        TensorShape([8, 8, 3])
    """
    with scopes.scope(name, "adjust_jpeg_quality"):
        image = convert_to_tensor(image, name="image")
        channels, dtype = image.shape.as_list()[-1], image.dtype
        image = image_colors.convert_image_dtype(image, dtypes.uint8, saturate=True)
        if not arrays.is_tensor(jpeg_quality):
            jpeg_quality = convert_to_tensor(jpeg_quality, dtype=dtypes.int32)
        file = raw.EncodeJpegVariableQuality(image, jpeg_quality)
        image = raw.DecodeJpeg(file, channels=channels, dct_method=dct_method)
        return image_colors.convert_image_dtype(image, dtype, saturate=True)


def random_jpeg_quality(image, min_jpeg_quality, max_jpeg_quality, seed=None):
    """Encode a picture as JPEG with a quality drawn by lot, and decode it again.

    Args:
        image: a tensor [height, width, 1 or 3]; floating numbers are from 0 to 1.
        min_jpeg_quality: the least quality.
        max_jpeg_quality: the quality it is below of.
        seed: an integer, or None.

    Returns:
        A tensor of the same shape and dtype.

    Raises:
        ValueError: the numbers are out of range or order.
        UnsupportedError: Pillow is not installed.

    Example:
        >>> import tfcompat as tf
        >>> image = tf.fill([8, 8, 3], 0.5)
        >>> try:
        ...     shape = tf.image.random_jpeg_quality(image, 75, 95).shape
        ... except NotImplementedError:  # Pillow is not installed
        ...     shape = image.shape
        >>> shape
        TensorShape([8, 8, 3])
    """
    _check_qualities(min_jpeg_quality, max_jpeg_quality)
    quality = random.uniform(
        [], min_jpeg_quality, max_jpeg_quality, dtype=dtypes.int32, seed=seed)
    return adjust_jpeg_quality(image, quality)


def stateless_random_jpeg_quality(image, min_jpeg_quality, max_jpeg_quality, seed):
    """Encode a picture as JPEG with a quality drawn by lot, and decode it again.

    Args:
        image: a tensor [height, width, 1 or 3]; floating numbers are from 0 to 1.
        min_jpeg_quality: the least quality.
        max_jpeg_quality: the quality it is below of.
        seed: two integers.

    Returns:
        A tensor of the same shape and dtype.

    Raises:
        ValueError: the numbers are out of range or order.
        UnsupportedError: Pillow is not installed.

    Example:
        >>> import tfcompat as tf
        >>> image = tf.fill([8, 8, 3], 0.5)
        >>> try:
        ...     shape = tf.image.stateless_random_jpeg_quality(image, 75, 95, seed=(1, 2)).shape
        ... except NotImplementedError:  # Pillow is not installed
        ...     shape = image.shape
        >>> shape
        TensorShape([8, 8, 3])
    """
    _check_qualities(min_jpeg_quality, max_jpeg_quality)
    quality = random.stateless_uniform(
        [], seed, min_jpeg_quality, max_jpeg_quality, dtype=dtypes.int32)
    return adjust_jpeg_quality(image, quality)


def _check_qualities(least, most):
    if least < 0 or most < 0 or least > 100 or most > 100:
        raise ValueError("jpeg encoding range must be between 0 and 100.")
    if least >= most:
        raise ValueError("`min_jpeg_quality` must be less than `max_jpeg_quality`.")


def decode_webp(contents, channels=0, dtype=dtypes.uint8, name=None):
    """Refuse to decode a WebP picture: there is no decoder for it here.

    Args:
        contents: the bytes of a file, a string scalar.
        channels: how many channels are wanted.
        dtype: uint8.
        name: a name for the operation.

    Returns:
        Nothing: it never returns.

    Raises:
        NotImplementedError: always.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.decode_webp(b"RIFF")
        Traceback (most recent call last):
            ...
        tfcompat._src.base.errors.UnsupportedError: WebP pictures cannot be decoded by tfcompat...
    """
    raise errors.UnsupportedError("WebP pictures cannot be decoded by tfcompat. See docs/ops.md.")


def decode_jxl(contents, channels=0, dtype=dtypes.uint8, name=None):
    """Refuse to decode a JPEG XL picture: there is no decoder for it here.

    Args:
        contents: the bytes of a file, a string scalar.
        channels: how many channels are wanted.
        dtype: uint8.
        name: a name for the operation.

    Returns:
        Nothing: it never returns.

    Raises:
        NotImplementedError: always.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.decode_jxl(b"JXL")
        Traceback (most recent call last):
            ...
        tfcompat._src.base.errors.UnsupportedError: JPEG XL pictures cannot be decoded by ...
    """
    raise errors.UnsupportedError(
        "JPEG XL pictures cannot be decoded by tfcompat. See docs/ops.md."
    )
