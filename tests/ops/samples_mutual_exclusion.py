"""Ops of locks need a lock of their process; the time is another one with every call."""

SAMPLES = {"MutexV2": [], "MutexLock": [], "ConsumeMutexLock": [], "Timestamp": [([], {})]}
