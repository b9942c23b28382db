"""Error classes, DType, TensorShape, nest, names and the name-table loader: words every room shares."""
