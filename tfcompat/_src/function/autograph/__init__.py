"""AutoGraph: Python functions rewritten so that their control flow over tensors becomes graph ops.

A function's source is parsed (`source`), jumps are lowered to flags (`jumps`), names are analysed
(`usage`, `liveness`), and statements become calls of operators with the old blocks as functions
(`statements`, `expressions`); `conversion` compiles the result and caches it per code object.
What the operators do with tensors and with Python values is in `operators/`; `calls` decides about
every call in converted code whether the callee is converted too; `api` has what is public.
Nothing but `status` is imported before the first function is converted.
"""
