"""Samples of the ops of branches and loops of single nodes: op -> [(inputs, attrs), ...].

A Switch by itself has an empty result on the way not taken, whatever its shape function says of
graphs; the ops on references need variables of the old kind.
"""

import numpy as np

_DATA = np.arange(6, dtype=np.float32).reshape(2, 3)
_PASSING = [((_DATA,), {}), ((np.array(3),), {}), ((np.array([b"a"], object),), {})]

SAMPLES = {
    "Switch": [],
    "RefSwitch": [],
    "Merge": [(([_DATA],), {}), (([_DATA, _DATA[:1]],), {})],
    "RefMerge": [],
    "Enter": [(inputs, {"frame_name": b"loop"}) for inputs, _ in _PASSING],
    "RefEnter": [],
    "Exit": _PASSING,
    "RefExit": [],
    "NextIteration": _PASSING,
    "RefNextIteration": [],
    "LoopCond": [((np.array(True),), {})],
    "ControlTrigger": [((), {})],
}
