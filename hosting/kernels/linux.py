"""What Linux does for a process: about its parent, its orphans and its name: see prctl(2)."""

import ctypes
import os
import signal

_SET_DEATH_SIGNAL, _SET_NAME, _SET_CHILD_SUBREAPER = 1, 15, 36


def _prctl(option: int, value: int | bytes) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    handed = ctypes.c_char_p(value) if isinstance(value, bytes) else ctypes.c_ulong(value)
    if libc.prctl(option, handed, 0, 0, 0) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def adopt_orphans() -> None:
    """Makes this process the parent of every descendant whose own parent ends."""
    _prctl(_SET_CHILD_SUBREAPER, 1)


def die_with_parent() -> None:
    """Ends this process, by SIGKILL, when its parent ends for whatever reason."""
    _prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)


def be_called(name: str) -> None:
    """Names this process, in at most 15 letters, as `ps` and `top` show it."""
    _prctl(_SET_NAME, name.encode())
