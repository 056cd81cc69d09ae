"""What the process that parses a PDF may take."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from kzru_nlp.ingest import memory_limit
from kzru_nlp.ingest.pdf import read_pdf
from kzru_nlp.model import InputError
from tests.ingest.test_read import make_pdf


@pytest.mark.skipif(
    sys.platform != "linux", reason="other systems refuse a limit below what is mapped already"
)
def test_a_pdf_that_takes_too_much_memory_is_refused():
    data = make_pdf([(50, 700 - 0.1 * i, 12, "word " * 20) for i in range(3000)])
    with pytest.raises(InputError) as error:
        read_pdf(data, path="a.pdf", sha256="0", megabytes=10)
    assert error.value.code in {"memory", "crash"}
    assert "\n" not in str(error.value)
    assert "MB" in str(error.value)


@pytest.mark.skipif(
    sys.platform != "linux", reason="other systems refuse a limit below what is mapped already"
)
def test_the_limit_holds_in_the_process_that_sets_it():
    code = (
        "from kzru_nlp.ingest.memory_limit import limit_memory\n"
        "assert limit_memory(500)\n"
        "try: bytearray(800_000_000)\n"
        "except MemoryError: print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "refused"


def test_windows_gets_a_job_with_the_limit(monkeypatch):
    """The calls in their order, with the limit where Windows looks for it: the system itself is not asked."""
    asked = []

    class Call:
        def __init__(self, name, answer):
            self.name, self.answer = name, answer

        def __call__(self, *values):
            asked.append((self.name, values))
            return self.answer

    class Kernel:
        CreateJobObjectW = Call("create", 7)
        GetCurrentProcess = Call("process", 9)
        SetInformationJobObject = Call("set", 1)
        AssignProcessToJobObject = Call("assign", 1)

    windows = type("windll", (), {"kernel32": Kernel})
    monkeypatch.setattr(ctypes, "windll", windows, raising=False)
    monkeypatch.setattr(memory_limit.sys, "platform", "win32")
    monkeypatch.setattr(memory_limit.ctypes, "byref", lambda x: x)
    assert memory_limit.limit_memory(300)
    assert [name for name, _ in asked] == ["create", "set", "process", "assign"]
    limits = asked[1][1][2]
    assert limits.process_memory == 300 * 1024 * 1024
    assert limits.basic.flags == 0x100
    assert asked[3][1] == (7, 9)
