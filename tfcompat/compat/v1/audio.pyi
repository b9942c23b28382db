# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.audio import decode_wav as decode_wav
from tfcompat._src.frontend.audio import encode_wav as encode_wav

__all__ = [
    "decode_wav", "encode_wav",
]
