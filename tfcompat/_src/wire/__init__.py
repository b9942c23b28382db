"""Bytes: messages in a private pool, TensorProto, table files, bundles, checksums, hashes."""
