"""Compile `protos/` into the descriptor set that the package ships.

    python tools/build_descriptors.py            write tfcompat/_src/wire/descriptors.pb
    python tools/build_descriptors.py --check    exit with 1 if the file is not up to date

Needs grpcio-tools, which brings protoc. What the package does with the result is in
`tfcompat/_src/wire/messages.py`; this script only compiles.
"""

import argparse
import pathlib
import sys
import tempfile

import grpc_tools
from google.protobuf import descriptor_pb2
from grpc_tools import protoc

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "protos"
TARGET = ROOT / "tfcompat" / "_src" / "wire" / "descriptors.pb"


def compile_descriptors():
    """Return the serialized FileDescriptorSet of all sources, imported files first."""
    library = pathlib.Path(grpc_tools.__file__).parent / "_proto"
    sources = sorted(path.relative_to(SOURCES).as_posix() for path in SOURCES.rglob("*.proto"))
    with tempfile.TemporaryDirectory() as directory:
        output = pathlib.Path(directory) / "set.pb"
        arguments = ["protoc", f"-I{SOURCES}", f"-I{library}", "--include_imports"]
        status = protoc.main([*arguments, f"--descriptor_set_out={output}", *sources])
        if status:
            raise SystemExit(f"protoc failed with status {status}")
        files = descriptor_pb2.FileDescriptorSet.FromString(output.read_bytes())
    for file in files.file:
        _strip(file)
    return files.SerializeToString(deterministic=True)


def _strip(file):
    """Drop what the runtime derives by itself or what only other languages read."""
    file.ClearField("options")
    pending = list(file.message_type)
    while pending:
        message = pending.pop()
        pending.extend(message.nested_type)
        for field in message.field:
            field.ClearField("json_name")


def main():
    """Write the descriptor set, or compare it with the one that is checked in."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    data = compile_descriptors()
    if not check:
        TARGET.write_bytes(data)
        print(f"{TARGET.relative_to(ROOT)}: {len(data)} bytes")
    elif not TARGET.exists() or TARGET.read_bytes() != data:
        print(f"{TARGET.relative_to(ROOT)} is not what protos/ compiles to; run this script.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
