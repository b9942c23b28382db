"""Barriers are behind references: see test_barriers.py."""

SAMPLES = dict.fromkeys([
    "Barrier", "BarrierInsertMany", "BarrierTakeMany", "BarrierClose", "BarrierReadySize",
    "BarrierIncompleteSize",
], [])
