"""Values made of several tensors: sparse and ragged ones, their specs and what ops do to them."""
