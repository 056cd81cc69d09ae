"""A limit on the memory of the running process: `setrlimit` where there is one, a job object on Windows."""

from __future__ import annotations

import ctypes
import sys

PROCESS_MEMORY = 0x100
EXTENDED_LIMITS = 9


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64), ("flags", ctypes.c_uint32), ("least", ctypes.c_size_t),
        ("most", ctypes.c_size_t), ("processes", ctypes.c_uint32), ("affinity", ctypes.c_size_t), ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )  # fmt: skip


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits), ("io", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t), ("peak_process", ctypes.c_size_t), ("peak_job", ctypes.c_size_t),
    )  # fmt: skip


def limit_memory(megabytes: int) -> bool:
    """Limit the memory that this process may ask for from now on; return whether the system took the limit."""
    size = megabytes * 1024 * 1024
    return _in_job(size) if sys.platform == "win32" else _by_rlimit(size)


def _by_rlimit(size: int) -> bool:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size if hard < 0 else min(size, hard), hard))
    except (ValueError, OSError):  # macOS refuses a limit below what is mapped already
        return False
    return True


def _in_job(size: int) -> bool:
    """Put this process into a Windows job that may hold `size` bytes for each process."""
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.SetInformationJobObject.argtypes = (
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.c_void_p,
        ctypes.c_uint32,
    )
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    job = kernel.CreateJobObjectW(None, None)
    limits = _ExtendedLimits()
    limits.basic.flags = PROCESS_MEMORY
    limits.process_memory = size
    told = job and kernel.SetInformationJobObject(
        job, EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
    )
    return bool(told and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))
