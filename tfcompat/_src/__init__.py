"""All of the implementation; rooms are ordered by floor, see docs/layout.md."""
