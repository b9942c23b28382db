"""Graph, FuncGraph, the tracing context, GraphDef and FunctionDef in and out."""
