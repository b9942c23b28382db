# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.gfile import GFile as GFile
from tfcompat._src.frontend.gfile import GFile as Open
from tfcompat._src.v1.older_files import Copy as Copy
from tfcompat._src.v1.older_files import DeleteRecursively as DeleteRecursively
from tfcompat._src.v1.older_files import Exists as Exists
from tfcompat._src.v1.older_files import FastGFile as FastGFile
from tfcompat._src.v1.older_files import Glob as Glob
from tfcompat._src.v1.older_files import IsDirectory as IsDirectory
from tfcompat._src.v1.older_files import ListDirectory as ListDirectory
from tfcompat._src.v1.older_files import MakeDirs as MakeDirs
from tfcompat._src.v1.older_files import MkDir as MkDir
from tfcompat._src.v1.older_files import Remove as Remove
from tfcompat._src.v1.older_files import Rename as Rename
from tfcompat._src.v1.older_files import Stat as Stat
from tfcompat._src.v1.older_files import Walk as Walk

__all__ = [
    "Copy", "DeleteRecursively", "Exists", "FastGFile", "GFile", "Glob", "IsDirectory",
    "ListDirectory", "MakeDirs", "MkDir", "Open", "Remove", "Rename", "Stat", "Walk",
]
