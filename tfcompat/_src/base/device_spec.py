"""DeviceSpec: the parts of a device's name, "/job:worker/replica:0/task:1/device:GPU:2"."""


class DeviceSpec:
    """Describes a device, perhaps only in part: `tf.DeviceSpec`.

    Args:
        job: the name of a job.
        replica: a number.
        task: a number.
        device_type: "CPU", "GPU" or another type.
        device_index: a number.

    Example:
        >>> import tfcompat as tf
        >>> tf.DeviceSpec(job="worker", device_type="GPU", device_index=1).to_string()
        '/job:worker/device:GPU:1'
    """

    __slots__ = ("_device_index", "_device_type", "_job", "_replica", "_task")

    def __init__(self, job=None, replica=None, task=None, device_type=None, device_index=None):
        self._job = None if job is None else str(job)
        self._replica = None if replica is None else int(replica)
        self._task = None if task is None else int(task)
        self._device_type = _known_type(device_type)
        self._device_index = None if device_index is None else int(device_index)

    @property
    def job(self):
        """The name of the job, or None."""
        return self._job

    @property
    def replica(self):
        """The number of the replica, or None."""
        return self._replica

    @property
    def task(self):
        """The number of the task, or None."""
        return self._task

    @property
    def device_type(self):
        """The type of the device, or None."""
        return self._device_type

    @property
    def device_index(self):
        """The number of the device, or None."""
        return self._device_index

    @classmethod
    def from_string(cls, spec):
        """Return the DeviceSpec of a device's name.

        Args:
            spec: e.g. "/job:worker/task:1/device:GPU:0", or "/cpu:0".

        Raises:
            ValueError: it is no device's name.

        Example:
            >>> import tfcompat as tf
            >>> tf.DeviceSpec.from_string("/cpu:0").to_string()
            '/device:CPU:0'
        """
        return cls(**_parse(spec))

    def parse_from_string(self, spec):
        """Return the DeviceSpec of a device's name; nothing of this one goes into it."""
        return self.from_string(spec)

    def make_merged_spec(self, dev):
        """Return a DeviceSpec with the parts of `dev`, and those of this one that it lacks."""
        mine, theirs = self._parts(), dev._parts()
        return DeviceSpec(**{
            name: mine[name] if theirs[name] is None else theirs[name] for name in mine
        })

    def replace(self, **kwargs):
        """Return a DeviceSpec with some parts replaced."""
        return DeviceSpec(**{**self._parts(), **kwargs})

    def to_string(self):
        """Return the device's name."""
        text = "" if self._job is None else f"/job:{self._job}"
        text += "" if self._replica is None else f"/replica:{self._replica}"
        text += "" if self._task is None else f"/task:{self._task}"
        if self._device_type is not None:
            index = "*" if self._device_index is None else self._device_index
            text += f"/device:{self._device_type}:{index}"
        return text

    def _parts(self):
        return {
            "job": self._job, "replica": self._replica, "task": self._task,
            "device_type": self._device_type, "device_index": self._device_index,
        }

    def __eq__(self, other):
        return isinstance(other, DeviceSpec) and self._parts() == other._parts()

    def __hash__(self):
        return hash(self.to_string())

    def __repr__(self):
        parts = ", ".join(f"{name}={value}" for name, value in self._parts().items())
        return f"<DeviceSpec({parts})>"


def _known_type(device_type):
    return device_type.upper() if device_type in ("cpu", "gpu") else device_type


def _parse(spec):
    found = {}
    for part in (spec or "").split("/"):
        words = part.split(":")
        count, word = len(words), words[0]
        if word == "job" and count == 2:
            found["job"] = words[1]
        elif word in ("replica", "task") and count == 2:
            found[word] = int(words[1])
        elif count in (1, 2) and word.upper() in ("CPU", "GPU"):
            _set_device(found, word.upper(), words[1] if count == 2 else "*", spec)
        elif word == "device" and count in (2, 3):
            _set_device(found, words[1], words[2] if count == 3 else "*", spec)
        elif word:
            raise ValueError(
                f"Unknown attribute '{word}' is encountered while parsing the device spec: "
                f"'{spec}'."
            )
    return found


def _set_device(found, device_type, index, spec):
    if "device_type" in found:
        raise ValueError(
            f"Multiple device types are not allowed while parsing the device spec: {spec}."
        )
    found["device_type"] = device_type
    found["device_index"] = None if index == "*" else int(index)


def merged(outer, inner):
    """Return the name of a device within another scope: parts of `inner` come first.

    >>> merged("/job:worker/cpu:0", "/device:GPU:1")
    '/job:worker/device:GPU:1'
    """
    spec = DeviceSpec.from_string(inner)
    return spec.to_string() if not outer else (
        DeviceSpec.from_string(outer).make_merged_spec(spec).to_string())
