"""Values made of several tensors: sparse and ragged ones, with their specs and what ops do to them."""
