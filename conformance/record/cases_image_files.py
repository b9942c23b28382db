"""Cases of files that are no pictures, or not of the wanted kind, and of pictures without files."""

import numpy as np
from picture_files import (
    BITMAPS,
    DAMAGED,
    JPEG_HEADER,
    MOVING,
    PICTURE,
    PNG,
    STILL,
    file,
    rows,
)

CORNER, QUALITY = np.array([0, 0, 1, 1], np.int32), np.array(90, np.int32)
ONE, THREE = {"channels": 1}, {"channels": 3}
SEVERAL = ((np.array([PNG, PNG], object),), {})

CASES = {
    "DecodePng": [*rows(DAMAGED, {}, ONE), *rows([MOVING, BITMAPS[1]], {}, ONE),
                  *rows([PNG], {"channels": 2}), SEVERAL],
    "DecodeBmp": [*rows([*DAMAGED, BITMAPS[0], PNG, STILL, JPEG_HEADER], {}, ONE)],
    "DecodeGif": rows([*DAMAGED, BITMAPS[1]], {}),
    "DecodeJpeg": [*rows([*DAMAGED, MOVING, BITMAPS[1]], {}, ONE),
                   *rows([PNG], {"ratio": 3}, {"dct_method": "X"})],
    "DecodeAndCropJpeg": [((file(data), CORNER), {}) for data in (PNG, STILL, BITMAPS[1], b"")],
    "DecodeImage": rows([*DAMAGED, MOVING, BITMAPS[1]], {}, ONE),
    "ExtractJpegShape": rows([PNG, b"", JPEG_HEADER[:15]], {}),
    "EncodePng": [
        ((PICTURE,), {"compression": 12}),
        ((PICTURE[0],), {}),
        ((PICTURE[:, :, :0],), {}),
        ((PICTURE[:0],), {}),
        ((np.zeros([2, 3, 5], np.uint8),), {}),
    ],
    "EncodeJpeg": [
        ((PICTURE[0],), {}),
        ((PICTURE[..., :2],), {}),
        ((PICTURE,), {"format": "grayscale"}),
        ((PICTURE[..., :1],), {"format": "rgb"}),
        ((PICTURE,), {"quality": 101}),
        ((PICTURE[:0],), {}),
    ],
    "EncodeJpegVariableQuality": [
        ((PICTURE[0], QUALITY), {}),
        ((PICTURE[..., :2], QUALITY), {}),
        ((PICTURE, np.array(101, np.int32)), {}),
        ((PICTURE[:0], QUALITY), {}),
    ],
}
