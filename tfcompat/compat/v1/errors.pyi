# Derived by tools/derive.py; do not edit.
from tfcompat._src.base.errors import ABORTED as ABORTED
from tfcompat._src.base.errors import ALREADY_EXISTS as ALREADY_EXISTS
from tfcompat._src.base.errors import AbortedError as AbortedError
from tfcompat._src.base.errors import AlreadyExistsError as AlreadyExistsError
from tfcompat._src.base.errors import CANCELLED as CANCELLED
from tfcompat._src.base.errors import CancelledError as CancelledError
from tfcompat._src.base.errors import DATA_LOSS as DATA_LOSS
from tfcompat._src.base.errors import DEADLINE_EXCEEDED as DEADLINE_EXCEEDED
from tfcompat._src.base.errors import DataLossError as DataLossError
from tfcompat._src.base.errors import DeadlineExceededError as DeadlineExceededError
from tfcompat._src.base.errors import FAILED_PRECONDITION as FAILED_PRECONDITION
from tfcompat._src.base.errors import FailedPreconditionError as FailedPreconditionError
from tfcompat._src.base.errors import INTERNAL as INTERNAL
from tfcompat._src.base.errors import INVALID_ARGUMENT as INVALID_ARGUMENT
from tfcompat._src.base.errors import InternalError as InternalError
from tfcompat._src.base.errors import InvalidArgumentError as InvalidArgumentError
from tfcompat._src.base.errors import NOT_FOUND as NOT_FOUND
from tfcompat._src.base.errors import NotFoundError as NotFoundError
from tfcompat._src.base.errors import OK as OK
from tfcompat._src.base.errors import OUT_OF_RANGE as OUT_OF_RANGE
from tfcompat._src.base.errors import OpError as OpError
from tfcompat._src.base.errors import OutOfRangeError as OutOfRangeError
from tfcompat._src.base.errors import PERMISSION_DENIED as PERMISSION_DENIED
from tfcompat._src.base.errors import PermissionDeniedError as PermissionDeniedError
from tfcompat._src.base.errors import RESOURCE_EXHAUSTED as RESOURCE_EXHAUSTED
from tfcompat._src.base.errors import ResourceExhaustedError as ResourceExhaustedError
from tfcompat._src.base.errors import UNAUTHENTICATED as UNAUTHENTICATED
from tfcompat._src.base.errors import UNAVAILABLE as UNAVAILABLE
from tfcompat._src.base.errors import UNIMPLEMENTED as UNIMPLEMENTED
from tfcompat._src.base.errors import UNKNOWN as UNKNOWN
from tfcompat._src.base.errors import UnauthenticatedError as UnauthenticatedError
from tfcompat._src.base.errors import UnavailableError as UnavailableError
from tfcompat._src.base.errors import UnimplementedError as UnimplementedError
from tfcompat._src.base.errors import UnknownError as UnknownError
from tfcompat._src.base.errors import error_code_from_exception_type as error_code_from_exception_type
from tfcompat._src.base.errors import exception_type_from_error_code as exception_type_from_error_code

__all__ = [
    "ABORTED", "ALREADY_EXISTS", "AbortedError", "AlreadyExistsError", "CANCELLED",
    "CancelledError", "DATA_LOSS", "DEADLINE_EXCEEDED", "DataLossError", "DeadlineExceededError",
    "FAILED_PRECONDITION", "FailedPreconditionError", "INTERNAL", "INVALID_ARGUMENT",
    "InternalError", "InvalidArgumentError", "NOT_FOUND", "NotFoundError", "OK", "OUT_OF_RANGE",
    "OpError", "OutOfRangeError", "PERMISSION_DENIED", "PermissionDeniedError",
    "RESOURCE_EXHAUSTED", "ResourceExhaustedError", "UNAUTHENTICATED", "UNAVAILABLE",
    "UNIMPLEMENTED", "UNKNOWN", "UnauthenticatedError", "UnavailableError", "UnimplementedError",
    "UnknownError", "error_code_from_exception_type", "exception_type_from_error_code",
]
