"""`saved_model_cli diff A B`: what changed between two models.

Exit status 0 where nothing did, 3 where something did.
"""

import json
import os

from tfcompat._src.cli import summary, terminal

DIFFERENT = 3


def run(values, words):
    """Print the differences."""
    before, after = (summary.collect(directory) for directory in words)
    changes = list(differences(before, after)) + changed_values(before, after, *words)
    if values["json"]:
        print(json.dumps({"changes": [
            dict(zip(("where", "before", "after"), change, strict=True)) for change in changes
        ]}, indent=2))
    elif not changes:
        print("No difference in signatures, functions, ops, variables and assets.")
    for where, old, new in () if values["json"] else changes:
        if old is None:
            print(f"+ {where}: {_shown(new)}")
        elif new is None:
            print(f"- {where}: {_shown(old)}")
        else:
            print(f"~ {where}: {_shown(old)} -> {_shown(new)}")
    return DIFFERENT if changes else 0


def _shown(value):
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) < 160 else f"{text[:157]}..."


def differences(before, after):
    """Yield (where, old or None, new or None) for what `summary.collect` tells of two models.

    Example:
        >>> one = {"meta_graphs": [], "variables": {"v": 1}, "assets": {}}
        >>> two = {"meta_graphs": [], "variables": {"v": 2, "w": 3}, "assets": {}}
        >>> list(differences(one, two))
        [('variables/v', 1, 2), ('variables/w', None, 3)]
    """
    old = {tuple(sorted(found["tags"])): found for found in before["meta_graphs"]}
    new = {tuple(sorted(found["tags"])): found for found in after["meta_graphs"]}
    for tags in sorted({*old, *new}):
        where = f"MetaGraph {','.join(tags) or '(no tags)'}"
        if tags not in old or tags not in new:
            yield where, "present" if tags in old else None, "present" if tags in new else None
            continue
        for part in ("signatures", "functions", "ops"):
            yield from _mapping(f"{where}/{part}", old[tags][part], new[tags][part])
    for part in ("variables", "assets"):
        yield from _mapping(part, before[part], after[part])


def _mapping(where, old, new):
    old, new = old or {}, new or {}
    for key in sorted({*old, *new}):
        left, right = old.get(key), new.get(key)
        if left == right:
            continue
        if isinstance(left, dict) and isinstance(right, dict):
            yield from _mapping(f"{where}/{key}", left, right)
        else:
            yield f"{where}/{key}", left, right


def changed_values(before, after, old_directory, new_directory):
    """Return changes of the values of variables that have the same dtype and shape in both."""
    old, new = before["variables"] or {}, after["variables"] or {}
    common = [key for key in old if old[key] == new.get(key) and old[key]["bytes"]]
    if not common:
        return []
    import numpy as np

    from tfcompat._src.wire.open_checkpoint import open_checkpoint

    changes = []
    paths = (os.path.join(folder, "variables", "variables")
             for folder in (old_directory, new_directory))
    with open_checkpoint(next(paths)) as left, open_checkpoint(next(paths)) as right:
        for key in terminal.progress(common, "comparing values"):
            first, second = (np.asarray(reader.read(key)) for reader in (left, right))
            if first.tobytes() != second.tobytes():
                count = int(np.count_nonzero(first != second))
                changes.append((f"values/{key}", f"{first.size} elements", f"{count} differ"))
    return changes
