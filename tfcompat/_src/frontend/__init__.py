"""The functions people call: arguments in, tensors converted, raw ops composed."""
