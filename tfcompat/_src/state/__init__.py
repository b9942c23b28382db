"""Things with identity: Variable, Module, Trackable and its containers."""
