"""Options of save and load."""


class LoadOptions:
    """How to load a SavedModel."""

    def __init__(
        self, allow_partial_checkpoint=False, experimental_io_device=None,
        experimental_skip_checkpoint=False, experimental_variable_policy=None,
        experimental_load_function_aliases=False,
    ):
        self.allow_partial_checkpoint = allow_partial_checkpoint
        self.experimental_io_device = experimental_io_device
        self.experimental_skip_checkpoint = experimental_skip_checkpoint
        self.experimental_variable_policy = experimental_variable_policy
        self.experimental_load_function_aliases = experimental_load_function_aliases
