"""Samples of the ops that decode and encode pictures.

The files are made by `picture_files`, of all kinds of pixels. Reading and writing JPEG ones needs a
package; where it is missing, the ops that do only that have no rows.
"""

import importlib.util

import numpy as np
from picture_files import (
    BITMAPS,
    EVERY,
    JPEG_HEADER,
    KINDS,
    MOVING,
    PALETTES,
    PART,
    PICTURE,
    PNG,
    STILL,
    rows,
)

PILLOW = importlib.util.find_spec("PIL") is not None
QUALITY = np.array(90, np.int32)
NOTHING = np.zeros([0, 2, 3, 3], np.uint8)
WIDTHS = ("uint8", "uint16", "float32")

SAMPLES = {
    "DecodePng": [
        *rows(EVERY, *[{"channels": n, "dtype": t} for n in (0, 1, 3, 4) for t in WIDTHS[:2]]),
        *rows([STILL], {}),
    ],
    "DecodeBmp": rows(BITMAPS, *[{"channels": n} for n in (0, 3, 4)]),
    "DecodeGif": rows([STILL, MOVING, PART, PNG, KINDS[8]], {}),
    "DecodeJpeg": rows([PNG, STILL], {}, {"ratio": 2}),
    "DecodeImage": [
        *rows([PNG, KINDS[4], KINDS[10], PALETTES[3], STILL, MOVING, BITMAPS[0], BITMAPS[2]],
              *[{"channels": n, "dtype": t} for n in (0, 3) for t in WIDTHS]),
        *rows([MOVING, PNG], {"expand_animations": False}),
    ],
    "ExtractJpegShape": rows([JPEG_HEADER], {}, {"output_type": "int64"}),
    "EncodePng": [((NOTHING,), {}), ((PICTURE,), {})],
    "EncodeJpeg": [((PICTURE,), {}), ((PICTURE[..., :1],), {"quality": 20})] if PILLOW else [],
    "EncodeJpegVariableQuality": [((PICTURE, QUALITY), {})] if PILLOW else [],
    "DecodeAndCropJpeg": [],
}
