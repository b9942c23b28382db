"""What graphs keep for their users: collections, and what may be fed and fetched."""


class GraphCollections:
    """Lists of anything by name, as TensorFlow 1 keeps variables and losses."""

    def __init__(self):
        self._collections = {}
        self._unfeedable = set()
        self._unfetchable = set()

    @property
    def collections(self):
        """The names of all collections."""
        return list(self._collections)

    def add_to_collection(self, name, value):
        """Append `value` to the list called `name`."""
        self._check_not_finalized()
        self._collections.setdefault(name, []).append(value)

    def add_to_collections(self, names, value):
        """Append `value` to several lists, once to each."""
        for name in (names,) if isinstance(names, str) else set(names):
            self.add_to_collection(name, value)

    def get_collection_ref(self, name):
        """Return the list called `name` itself."""
        return self._collections.setdefault(name, [])

    def get_collection(self, name, scope=None):
        """Return a copy of the list called `name`; with `scope`, of the values named so."""
        values = list(self._collections.get(name, []))
        if scope is None:
            return values
        return [v for v in values if getattr(v, "name", "").startswith(scope)]

    def get_all_collection_keys(self):
        """Return the names of all collections that are strings."""
        return [name for name in self._collections if isinstance(name, str)]

    def clear_collection(self, name):
        """Forget the list called `name`."""
        self._check_not_finalized()
        self._collections.pop(name, None)

    def prevent_feeding(self, tensor):
        """Say that a tensor is not to be fed."""
        self._unfeedable.add(id(tensor))

    def is_feedable(self, tensor):
        """Whether a tensor may be fed."""
        return id(tensor) not in self._unfeedable

    def prevent_fetching(self, op):
        """Say that an operation's results are not to be fetched."""
        self._unfetchable.add(op)

    def is_fetchable(self, tensor_or_op):
        """Whether a tensor or operation may be fetched."""
        return getattr(tensor_or_op, "op", tensor_or_op) not in self._unfetchable
