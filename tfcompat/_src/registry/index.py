"""Which op family defines which ops. Derived by tools/derive.py; do not edit."""

FAMILIES = {
    "broadcast": """
        BroadcastArgs BroadcastGradientArgs BroadcastTo
    """,
    "shape": """
        EnsureShape ExpandDims Identity IdentityN PreventGradient Rank Reshape Shape ShapeN Size
        Snapshot Squeeze StopGradient
    """,
}
