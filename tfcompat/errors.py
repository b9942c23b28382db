"""tf.errors: the classes of errors and their codes."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    base.errors  OpError OperatorNotAllowedInGraphError
    base.errors  AbortedError AlreadyExistsError CancelledError DataLossError DeadlineExceededError
    base.errors  FailedPreconditionError InternalError InvalidArgumentError NotFoundError
    base.errors  OutOfRangeError PermissionDeniedError ResourceExhaustedError UnauthenticatedError
    base.errors  UnavailableError UnimplementedError UnknownError
    base.errors  ABORTED ALREADY_EXISTS CANCELLED DATA_LOSS DEADLINE_EXCEEDED FAILED_PRECONDITION
    base.errors  INTERNAL INVALID_ARGUMENT NOT_FOUND OK OUT_OF_RANGE PERMISSION_DENIED
    base.errors  RESOURCE_EXHAUSTED UNAUTHENTICATED UNAVAILABLE UNIMPLEMENTED UNKNOWN
""")
