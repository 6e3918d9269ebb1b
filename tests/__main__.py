"""Every check of the project, one after the other; arguments go to pytest.

    python -m tests                        all of it
    python -m tests -n0 -k board           the checks of the text, and some of the tests

Exit status 0 when all passed, 1 otherwise. pytest comes last, and so does its closing line.

Tests that failed get one more run, alone: a terminal, two mail servers and a browser share a small
machine with everything else. Those that pass then are named as unsteady, each a fault to mend; a
test that fails both times fails the run.
"""

import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAST_FAILED = ("--last-failed", "--last-failed-no-failures=none")


def tool(name: str) -> str:
    """Return the command `name` of the Python that runs this."""
    return str(Path(sysconfig.get_path("scripts")) / name)


def checks(pytest_arguments: Sequence[str]) -> dict[str, list[str]]:
    """Return the command of each check, by its name, in order."""
    return {
        "ruff check": [tool("ruff"), "check", "."],
        "ruff format": [tool("ruff"), "format", "--check", "."],
        "mypy": [tool("mypy")],
        "import-linter": [tool("lint-imports")],
        "pytest": [sys.executable, "-m", "pytest", "-n", "auto", *pytest_arguments],
    }


def main(pytest_arguments: Sequence[str]) -> int:
    """Run all checks, whatever the earlier ones said; return the exit status."""
    failed: list[str] = []
    for name, command in checks(pytest_arguments).items():
        so_far = f" (failed so far: {', '.join(failed)})" if failed else ""
        print(f"==> {name}{so_far}", flush=True)
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if name == "pytest" and status == pytest.ExitCode.TESTS_FAILED:
            status = once_more(pytest_arguments)
        if status != 0:
            failed.append(name)
    return 1 if failed else 0


def once_more(pytest_arguments: Sequence[str]) -> int:
    """Run the tests that failed again, one after the other; return the exit status."""
    print("==> the failed tests, alone: those that pass now are unsteady", flush=True)
    again = [sys.executable, "-m", "pytest", *pytest_arguments, "-n0", "-rp", *LAST_FAILED]
    return subprocess.run(again, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
