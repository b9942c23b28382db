# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.arrays import reshape as reshape
from tfcompat._src.frontend.blocks import space_to_batch as space_to_batch_nd
from tfcompat._src.frontend.rearranging import reverse as reverse
from tfcompat._src.frontend.rearranging import roll as roll
from tfcompat._src.frontend.rearranging import tile as tile
from tfcompat._src.frontend.slicing import scatter_nd as scatter_nd

__all__ = [
    "reshape", "reverse", "roll", "scatter_nd", "space_to_batch_nd", "tile",
]
