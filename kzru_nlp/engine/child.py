"""The process that works for `engine.workers`: framed messages on standard input, answers on standard output.

Messages are pickles between two processes of one program over a private pipe; nothing that was read from an input
is ever unpickled as code. The child has a reader thread of its own, so it ends when its parent does, even in the
middle of a task that never ends.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

from kzru_nlp.engine.lean import (
    collect_garbage_seldom,
    compute_in_one_thread,
    import_arrow_without_pandas,
    import_spacy_lean,
)

OUT_OF_MEMORY = 77
"""Exit code of a worker that reached its limit of memory."""
_SIZE = struct.Struct(">Q")


def send(pipe: IO[bytes], message: Any) -> None:
    """Write one message to `pipe`.

    Raises:
        OSError: the other end is gone.
    """
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_SIZE.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Return the next message from `pipe`.

    Raises:
        EOFError: the other end is gone.
    """
    return pickle.loads(_exactly(pipe, _SIZE.unpack(_exactly(pipe, _SIZE.size))[0]))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


def main() -> None:
    """Answer tasks until standard input is closed; the first message is the function and the limit of memory."""
    collect_garbage_seldom()
    compute_in_one_thread()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    tasks: queue.SimpleQueue[Any] = queue.SimpleQueue()
    function, megabytes = receive(sys.stdin.buffer)
    limit_memory(megabytes)
    import_spacy_lean()
    import_arrow_without_pandas()
    threading.Thread(target=_read, args=(sys.stdin.buffer, tasks), daemon=True).start()
    while True:
        try:
            send(answers, (_answer(function, tasks.get()), peak_megabytes()))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)  # what is left of its memory is not worth trusting


def _answer(function: Callable[[Any], Any], task: Any) -> Any:
    """Return the answer, or the exception as text: one that can't be pickled must not end the worker."""
    try:
        return True, function(task)
    except MemoryError:
        raise
    except BaseException as error:
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            error = RuntimeError(f"{type(error).__name__}: {error}")
        return False, error


def _read(pipe: IO[bytes], tasks: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            tasks.put(receive(pipe))
    except (EOFError, OSError):
        if sys.platform != "win32":
            os.killpg(os.getpgrp(), signal.SIGKILL)  # with a PDF reader that it may wait for
        os._exit(0)


def limit_memory(megabytes: int | None) -> None:
    """Let allocations beyond `megabytes` of data fail, where the system can (Linux)."""
    if megabytes is None or sys.platform != "linux":
        return
    import resource

    limit = megabytes << 20
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (limit if hard < 0 else min(limit, hard), hard))


def peak_megabytes() -> int:
    """Return the most memory that this process has held so far; 0 where the system doesn't tell (Windows).

    Linux hands ru_maxrss of a large parent down to its children; the high-water mark in /proc begins with the program.
    """
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) >> 10
    except (OSError, StopIteration, ValueError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak >> 20 if sys.platform == "darwin" else peak >> 10
