"""One file per op family: definition, kernel, shape and gradient side by side."""
