# Derived by tools/derive.py; do not edit.
from tfcompat._src.v1.logging_calls import DEBUG as DEBUG
from tfcompat._src.v1.logging_calls import ERROR as ERROR
from tfcompat._src.v1.logging_calls import FATAL as FATAL
from tfcompat._src.v1.logging_calls import INFO as INFO
from tfcompat._src.v1.logging_calls import TaskLevelStatusMessage as TaskLevelStatusMessage
from tfcompat._src.v1.logging_calls import WARN as WARN
from tfcompat._src.v1.logging_calls import debug as debug
from tfcompat._src.v1.logging_calls import error as error
from tfcompat._src.v1.logging_calls import fatal as fatal
from tfcompat._src.v1.logging_calls import flush as flush
from tfcompat._src.v1.logging_calls import get_verbosity as get_verbosity
from tfcompat._src.v1.logging_calls import info as info
from tfcompat._src.v1.logging_calls import log as log
from tfcompat._src.v1.logging_calls import log_every_n as log_every_n
from tfcompat._src.v1.logging_calls import log_first_n as log_first_n
from tfcompat._src.v1.logging_calls import log_if as log_if
from tfcompat._src.v1.logging_calls import set_verbosity as set_verbosity
from tfcompat._src.v1.logging_calls import vlog as vlog
from tfcompat._src.v1.logging_calls import warn as warn
from tfcompat._src.v1.logging_calls import warning as warning

__all__ = [
    "DEBUG", "ERROR", "FATAL", "INFO", "TaskLevelStatusMessage", "WARN", "debug", "error", "fatal",
    "flush", "get_verbosity", "info", "log", "log_every_n", "log_first_n", "log_if",
    "set_verbosity", "vlog", "warn", "warning",
]
