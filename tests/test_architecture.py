"""The folders tell the truth: imports point inward, and starting stays light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parent.parent


def test_imports_point_inward() -> None:
    """The contracts in pyproject.toml hold."""
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=REPO, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "heavy",
    ["textual", "imapclient", "liquid", "keyring", "inscriptis", "httpx", "dns", "oauthlib"],
)
def test_the_command_line_starts_light(heavy: str) -> None:
    """`shopdesk --version` and the parsing of a call load nothing heavy."""
    code = f"import sys, shopdesk.cli; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_domain_never_reads_the_clock() -> None:
    """Time is an argument everywhere but in the clock's adapter."""
    readers = [
        path.relative_to(REPO)
        for path in (REPO / "shopdesk").rglob("*.py")
        if "demo" not in path.parts
        and path.name != "clock.py"
        and any(call in path.read_text("utf-8") for call in ("datetime.now(", "time.time("))
    ]
    assert readers == []
