"""CheckpointManager: keeps the newest checkpoints of a directory; and waiting for new ones."""

import os
import time

from tfcompat._src.checkpoint import readers, states


class CheckpointManager:
    """Saves numbered checkpoints and deletes old ones: `tf.train.CheckpointManager`.

    Args:
        checkpoint: the Checkpoint.
        directory: where they are.
        max_to_keep: how many stay; None for all.
        keep_checkpoint_every_n_hours: how often one stays for ever.
        checkpoint_name: the beginning of their names.
        step_counter: a variable that counts steps.
        checkpoint_interval: how many steps lie between two checkpoints.
        init_fn: a function to call where there is no checkpoint to restore.
        last_checkpoint_step: the step of the last checkpoint.

    Raises:
        ValueError: a number is not positive, or there is no counter for the interval.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> manager = tf.train.CheckpointManager(
        ...     tf.train.Checkpoint(v=v), tempfile.mkdtemp(), max_to_keep=2)
        >>> paths = [manager.save() for _ in range(3)]
        >>> manager.checkpoints == paths[1:]
        True
    """

    def __init__(
        self, checkpoint, directory, max_to_keep, keep_checkpoint_every_n_hours=None,
        checkpoint_name="ckpt", step_counter=None, checkpoint_interval=None, init_fn=None,
        last_checkpoint_step=None,
    ):
        if max_to_keep is not None and max_to_keep <= 0:
            raise ValueError(
                f"Expected a positive integer or `None` for `max_to_keep`, got {max_to_keep}.")
        if checkpoint_interval is not None and step_counter is None:
            raise ValueError(
                "`step_counter` should be passed if `checkpoint_interval` is not None.")
        self._checkpoint = checkpoint
        self._directory = os.fspath(directory)
        self._max_to_keep = max_to_keep
        self._hours = keep_checkpoint_every_n_hours
        self._name = checkpoint_name
        self._step_counter = step_counter
        self._interval = checkpoint_interval
        self._init_fn = init_fn
        self._last_step = last_checkpoint_step
        self._recover()

    def _recover(self):
        """Take over the checkpoints that the state file of the directory tells of."""
        self._kept = {}
        state = states.get_checkpoint_state(self._directory)
        now = time.time()
        if state is None:
            self._latest, self._last_preserved = None, now
            return
        self._latest = state.model_checkpoint_path
        self._last_preserved = state.last_preserved_timestamp
        if now < self._last_preserved:  # the clock was put back
            self._last_preserved = now
        paths = list(state.all_model_checkpoint_paths)
        times = list(state.all_model_checkpoint_timestamps) or [now] * len(paths)
        if len(times) != len(paths):
            times = [now] * len(paths)
        self._kept = dict(zip(paths, times, strict=True))

    @property
    def directory(self):
        """Where the checkpoints are."""
        return self._directory

    @property
    def checkpoint_interval(self):
        """How many steps lie between two checkpoints, or None."""
        return self._interval

    @property
    def latest_checkpoint(self):
        """The path of the newest checkpoint, or None."""
        return self._latest

    @property
    def checkpoints(self):
        """The paths of all checkpoints that are kept, oldest first."""
        return list(self._kept)

    @property
    def checkpoint(self):
        """The Checkpoint."""
        return self._checkpoint

    def save(self, checkpoint_number=None, check_interval=True, options=None):
        """Write a checkpoint.

        Args:
            checkpoint_number: its number; the save counter by default.
            check_interval: whether nothing is written before the interval is over.
            options: a CheckpointOptions.

        Returns:
            The path, or None where nothing was written.
        """
        if self._interval is not None:
            step = int(self._step_counter.numpy())
            due = -1 if self._last_step is None else self._last_step
            if check_interval and self._last_step is not None:
                due += self._interval - 1
            if step <= due:
                return None
            self._last_step = step
        counter = self._checkpoint.save_counter
        count = int(counter.numpy()) + 1
        counter.assign(count)
        number = count if checkpoint_number is None else int(checkpoint_number)
        prefix = os.path.join(self._directory, f"{self._name}-{number}")
        path = self._write(prefix, counter, count, options)
        self._kept.pop(path, None)
        self._kept[path] = time.time()
        self._latest = path
        self._note(path)
        return path

    def _write(self, prefix, counter, count, options):
        try:
            return self._checkpoint.write(prefix, options)
        except BaseException:
            counter.assign(count - 1)  # as if it had not been tried: the files before still stand
            raise

    def _note(self, newest):
        """Write the state file, and then delete what it no longer names."""
        forgotten = self._forget()
        states.update_state(
            self._directory, newest, list(self._kept),
            all_model_checkpoint_timestamps=list(self._kept.values()),
            last_preserved_timestamp=self._last_preserved, save_relative_paths=True)
        for path in forgotten:
            states.remove(path)

    def _forget(self):
        """Take the oldest checkpoints off the list; return those to delete."""
        forgotten = []
        while self._max_to_keep is not None and len(self._kept) > self._max_to_keep:
            path = next(iter(self._kept))
            seconds = self._kept.pop(path)
            if self._hours and seconds - self._hours * 3600 >= self._last_preserved:
                self._last_preserved = seconds
            else:
                forgotten.append(path)
        return forgotten

    def restore_or_initialize(self):
        """Restore the newest checkpoint, or else call `init_fn`.

        Returns:
            The path, or None.
        """
        if self._latest is not None:
            self._checkpoint.restore(self._latest)
            if self._interval is not None:
                self._last_step = int(self._step_counter.numpy())
            return self._latest
        if self._init_fn is not None:
            self._init_fn()
        return None

    def sync(self):
        """Wait until everything is written, which it is."""


def wait_for_new_checkpoint(checkpoint_dir, last_checkpoint=None, seconds_to_sleep=1,
                            timeout=None):
    """Return the newest checkpoint of a directory once it is another one, None after `timeout`."""
    stop = None if timeout is None else time.time() + timeout
    while True:
        path = readers.latest_checkpoint(checkpoint_dir)
        if path is not None and path != last_checkpoint:
            return path
        if stop is not None and time.time() + seconds_to_sleep > stop:
            return None
        time.sleep(seconds_to_sleep)


def checkpoints_iterator(
    checkpoint_dir, min_interval_secs=0, timeout=None, timeout_fn=None
):
    """Yield the newest checkpoint of a directory, again and again as new ones appear.

    Args:
        checkpoint_dir: the directory.
        min_interval_secs: how long to wait between two.
        timeout: after how many seconds without a new one to stop; None for never.
        timeout_fn: a function to call then; iteration goes on unless it returns True.

    Yields:
        Paths.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = tf.train.Checkpoint(v=tf.Variable(1.0)).save(folder + "/ckpt")
        >>> list(tf.train.checkpoints_iterator(folder, timeout=0.1)) == [path]
        True
    """
    path = None
    while True:
        new = wait_for_new_checkpoint(checkpoint_dir, path, timeout=timeout)
        if new is None:
            if not timeout_fn or timeout_fn():
                return
            continue
        start = time.time()
        path = new
        yield path
        time.sleep(max(0, start + min_interval_secs - time.time()))
