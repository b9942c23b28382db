"""Sorting by merging, and folds of long windows: what recorded programs have few sizes of."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.stablehlo import lapack, sorting, window_folding
from tfcompat._src.stablehlo.folding import folded

SIZES = st.integers(1, 70)


@given(SIZES, st.integers(0, 1 << 30), st.integers(1, 9))
def test_merging_sorts_stably_by_any_comparison(size, seed, different):
    values = np.random.default_rng(seed).integers(0, different, (3, size))

    order = sorting._merged(xp, lambda a, b: [a > b], [values])

    np.testing.assert_array_equal(order, np.argsort(-values, axis=-1, kind="stable"))


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 3), st.integers(1, 3))
def test_windows_are_folded_in_the_order_of_their_elements(size, window, step, gap):
    # Texts joined one after the other: any other order of a fold would show.
    texts = np.array([chr(97 + i % 26) for i in range(size)], object)
    windows = window_folding.Windows([window], [step], [1], [gap], [2, 1])
    start = np.array("", object)

    (found,) = window_folding.fold_windows(
        xp, lambda a, b: [a + b], [texts], [start], windows
    )

    wide = ["", "", *texts, ""]
    span = (window - 1) * gap + 1
    expected = ["".join(wide[i : i + span : gap]) for i in range(0, len(wide) - span + 1, step)]
    assert found.tolist() == expected


@given(SIZES)
def test_general_folds_keep_the_order_of_elements(size):
    texts = np.array([chr(97 + i % 26) for i in range(size)], object)

    (found,) = folded(xp, lambda a, b: [a + b], [texts], [np.array("<", object)], (0,))

    assert str(found) == "<" + "".join(texts)


@given(st.permutations(range(6)), st.integers(1, 6))
def test_swaps_of_rows_put_them_into_their_order(order, size):
    rows = list(range(6))
    for place, other in enumerate(lapack._swaps(list(order), size)):
        rows[place], rows[other - 1] = rows[other - 1], rows[place]

    assert rows[:size] == list(order)[:size]
