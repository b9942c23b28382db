"""Ops that call Python functions: they need a function of this process."""

SAMPLES = {"EagerPyFunc": [], "PyFunc": [], "PyFuncStateless": []}
