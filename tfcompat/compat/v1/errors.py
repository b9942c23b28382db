"""tf.compat.v1.errors: the classes of errors."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    base.errors  ABORTED ALREADY_EXISTS AbortedError AlreadyExistsError CANCELLED CancelledError
    base.errors  DATA_LOSS DEADLINE_EXCEEDED DataLossError DeadlineExceededError
    base.errors  FAILED_PRECONDITION FailedPreconditionError INTERNAL INVALID_ARGUMENT
    base.errors  InternalError InvalidArgumentError NOT_FOUND NotFoundError OK OUT_OF_RANGE
    base.errors  OpError OutOfRangeError PERMISSION_DENIED PermissionDeniedError
    base.errors  RESOURCE_EXHAUSTED ResourceExhaustedError UNAUTHENTICATED UNAVAILABLE
    base.errors  UNIMPLEMENTED UNKNOWN UnauthenticatedError UnavailableError UnimplementedError
    base.errors  UnknownError error_code_from_exception_type exception_type_from_error_code
""")
