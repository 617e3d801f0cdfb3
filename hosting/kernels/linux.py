"""What Linux promises a process about its parent and its orphans: see prctl(2)."""

import ctypes
import os
import signal

_SET_DEATH_SIGNAL, _SET_CHILD_SUBREAPER = 1, 36


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def adopt_orphans() -> None:
    """Makes this process the parent of every descendant whose own parent ends."""
    _prctl(_SET_CHILD_SUBREAPER, 1)


def die_with_parent() -> None:
    """Ends this process, by SIGKILL, when its parent ends for whatever reason."""
    _prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
