"""Other programs, run within bounds."""

import os
import sys
import time
from pathlib import Path

import pytest

from shopdesk.adapters.child import run
from tests.adapters.processes import alive
from tests.servers.waiting import eventually

posix = pytest.mark.skipif(os.name == "nt", reason="sessions are for POSIX")


def python(script: str) -> list[str]:
    return [sys.executable, "-c", script]


def test_input_output_complaints_and_exit_code() -> None:
    script = "import sys; print(input()); print('oh', file=sys.stderr); sys.exit(3)"
    finished = run(python(script), timeout_s=10, said=b"hello\n")
    assert finished.out.split() == [b"hello"]
    assert finished.complaints.split() == [b"oh"]
    assert finished.code == 3


def test_a_program_that_is_not_there() -> None:
    with pytest.raises(OSError, match="no-such-program"):
        run(["no-such-program"], timeout_s=10)


def test_input_that_nobody_reads_does_not_hang() -> None:
    assert run(python("pass"), timeout_s=10, said=b"x" * 1_000_000).code == 0


@posix
def test_no_terminal_of_ours() -> None:
    script = "import os; print(os.getsid(0) == os.getpid())"
    assert run(python(script), timeout_s=10).out.strip() == b"True"


@posix
def test_its_children_end_with_it(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    # the grandchild keeps our pipes open
    script = f"sleep 100 & echo $! > '{pid_file}'; wait"
    before = time.monotonic()
    with pytest.raises(TimeoutError) as caught:
        run(["/bin/sh", "-c", script], timeout_s=1)
    assert time.monotonic() - before < 10
    # what it was given and what it said may be secret
    assert caught.value.__suppress_context__
    pid = int(pid_file.read_text())
    eventually(lambda: not alive(pid), "the end of the grandchild")
