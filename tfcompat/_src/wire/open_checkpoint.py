"""Opening a checkpoint of either format.

What lives here: the choice between the two readers, which have one interface.
"""

import os

from tfcompat._src.wire import bundle, checkpoint_v1


def open_checkpoint(prefix):
    """Open the checkpoint that TensorFlow would open under this name.

    Args:
        prefix: str or path, what `Checkpoint.write` returned; for a V1 checkpoint the file, or
            a pattern for several.

    Returns:
        `bundle.BundleReader` where there is an index file, else
        `checkpoint_v1.CheckpointV1Reader`.

    Raises:
        NotFoundError: neither is there.
        DataLossError: the files are damaged.

    Example:
        >>> open_checkpoint("/no/such/ckpt")
        Traceback (most recent call last):
        tfcompat._src.base.errors.NotFoundError: Unsuccessful TensorSliceReader constructor: \
Failed to find any matching files for /no/such/ckpt
    """
    prefix = os.fspath(prefix)
    if isinstance(prefix, bytes):
        prefix = os.fsdecode(prefix)
    if os.path.exists(prefix + ".index"):
        return bundle.BundleReader(prefix)
    return checkpoint_v1.CheckpointV1Reader(prefix)
