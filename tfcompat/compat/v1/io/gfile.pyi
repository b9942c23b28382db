# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.folders import copy as copy
from tfcompat._src.frontend.folders import exists as exists
from tfcompat._src.frontend.folders import get_registered_schemes as get_registered_schemes
from tfcompat._src.frontend.folders import glob as glob
from tfcompat._src.frontend.folders import isdir as isdir
from tfcompat._src.frontend.folders import join as join
from tfcompat._src.frontend.folders import listdir as listdir
from tfcompat._src.frontend.folders import makedirs as makedirs
from tfcompat._src.frontend.folders import mkdir as mkdir
from tfcompat._src.frontend.folders import remove as remove
from tfcompat._src.frontend.folders import rename as rename
from tfcompat._src.frontend.folders import rmtree as rmtree
from tfcompat._src.frontend.folders import stat as stat
from tfcompat._src.frontend.folders import walk as walk
from tfcompat._src.frontend.gfile import GFile as GFile

__all__ = [
    "GFile", "copy", "exists", "get_registered_schemes", "glob", "isdir", "join", "listdir",
    "makedirs", "mkdir", "remove", "rename", "rmtree", "stat", "walk",
]
