"""Error classes, DType, TensorShape, nest, names, specs, name tables: words every room shares."""
