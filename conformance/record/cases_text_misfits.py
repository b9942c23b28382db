"""Strings, codes and names that do not fit.

Found by `../differential/hunt.py`, made as small as they get.
"""

from written_arrays import of

CASES = {
    "AsString": [
        ((of("string", (2,), b'\xff\x00', b'\xff\x00'),), {"width": 3, "precision": 1}),
        ((of("string", (), b'a'),), {"width": 0, "precision": 0, "scientific": False, "shortest":
         False}),
        ((of("uint16", (9,), 1, 1, 0, 0, 0, 0, 0, 0, 0),), {"scientific": True, "shortest": True,
         "width": 2}),
    ],
    "DecodeBase64": [
        ((of("string", (), b'\xc3\xa9t\xc3\xa9'),), {}),
    ],
    "DecodeCSV": [
        ((of("string", (0,)), [of("string", (1, 1), b'-')]), {}),
        ((of("string", (2,), b'1,2,3', b'4,5,6,7'), [of("int32", (1,), 0), of("int32", (1, 1),
         7)]), {"select_cols": [0, -1], "use_quote_delim": True}),
    ],
    "MatchingFiles": [
        ((of("string", (), b''),), {}),
    ],
    "ShardedFilename": [
        ((of("string", (), b'\xff\x00'), of("int32", (), 4), of("int32", (), 4)), {}),
    ],
    "ShardedFilespec": [
        ((of("string", (1,), b'a'), of("int32", (), 4)), {}),
        ((of("string", (), b''), of("int32", (1,), 10)), {}),
        ((of("string", (), b'\xff\x00'), of("int32", (), 0)), {}),
    ],
    "StringFormat": [
        (([of("float32", (), 0.0), of("string", (), b'a')],), {"template": '%s and %s',
         "summarize": 0}),
    ],
    "StringLower": [
        ((of("string", (), b'\xff\x00'),), {"encoding": 'utf-8'}),
    ],
    "StringNGrams": [
        ((of("string", (0,)), of("int32", (2,), 0, 0)), {"separator": '|', "left_pad": 'L',
         "right_pad": 'R', "preserve_short_sequences": False, "ngram_widths": [2], "pad_width":
         3}),
        ((of("string", (0,)), of("int32", (2,), 0, 3)), {"separator": '|', "left_pad": 'L',
         "right_pad": 'R', "preserve_short_sequences": False, "ngram_widths": [2], "pad_width":
         0}),
        ((of("string", (0,)), of("int32", (2,), 3, 0)), {"separator": '|', "left_pad": 'L',
         "right_pad": 'R', "preserve_short_sequences": False, "ngram_widths": [2], "pad_width":
         0}),
        ((of("string", (1, 6), b'a', b'b', b'c', b'd', b'e', b'f'), of("int64", (1, 3), 0, 4, 6)),
         {"separator": '|', "left_pad": 'L', "right_pad": 'R', "preserve_short_sequences": False,
         "ngram_widths": [3], "pad_width": 0}),
        ((of("string", (6,), b'a', b'b', b'c', b'd', b'e', b'f'), of("int64", (3,),
         -9223372036854775808, 4, 6)), {"separator": '|', "left_pad": 'L', "right_pad": 'R',
         "preserve_short_sequences": False, "ngram_widths": [], "pad_width": 1}),
        ((of("string", (), b'a'), of("int64", (3,), 0, 1, 1)), {"separator": '|', "left_pad": 'L',
         "right_pad": 'R', "preserve_short_sequences": True, "ngram_widths": [2, 3], "pad_width":
         1}),
        ((of("string", (), b'a'), of("int64", (), 0)), {"separator": '|', "left_pad": 'L',
         "right_pad": 'R', "preserve_short_sequences": True, "ngram_widths": [], "pad_width": 1}),
    ],
    "StringUpper": [
        ((of("string", (), b'\xff\x00'),), {"encoding": 'utf-8'}),
    ],
    "Substr": [
        ((of("string", (1, 2), b'abc', b'de'), of("int32", (), 2147483647), of("int32", (), 5)),
         {}),
        ((of("string", (1,), b'\xc3\xa9t\xc3\xa9'), of("int32", (), -1), of("int32", (), -1)),
         {"unit": 'UTF8_CHAR'}),
        ((of("string", (2,), b'ab', b'-1.5'), of("int32", (2, 2), 100, 100, 1, 3), of("int32", (2,
         2), 1, 1, 1, 1)), {}),
    ],
    "UnicodeEncode": [
        ((of("int32", (0,)), of("int32", (), 0)), {"output_encoding": 'UTF-8'}),
        ((of("int32", (2,), 1, -2), of("int32", (3,), 0, 100, 2)), {"output_encoding": 'UTF-8'}),
    ],
    "UnsortedSegmentJoin": [
        ((of("string", (2, 2), b'', b'b', b'', b'd'), of("int32", (2, 2), 0, 1, 1, 0), of("int32",
         (), 2)), {"separator": ','}),
        ((of("string", (2,), b'a', b'b'), of("int32", (1,), 0), of("int32", (), 1)), {}),
    ],
}
