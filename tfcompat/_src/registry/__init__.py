"""The op definition grammar, the `Op` record, attribute encoding and `find(name)`."""
