"""The log says what happened, and nothing that anybody wrote."""

from __future__ import annotations

import logging
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.adapters.profile import log

SECRET = "hunter2 says jane@customer.example"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where the log is written until the test ends."""
    log.begin_log(tmp_path)
    yield tmp_path
    log.end_log()


def written(folder: Path) -> str:
    """The newest file."""
    return (folder / log.NAME).read_text("utf-8")


def test_a_line_says_when_who_and_what(folder: Path) -> None:
    logging.getLogger("shopdesk.desk.watch.watch").info("the lease is ours")
    (line,) = written(folder).splitlines()
    assert line.endswith("MainThread shopdesk.desk.watch.watch: the lease is ours")
    assert line[10] == "T" and line[23] == "Z"
    assert stat.S_IMODE((folder / log.NAME).stat().st_mode) == 0o600


def broken() -> None:
    """An error that quotes a customer, because of one that quotes a password."""
    try:
        int(SECRET)
    except ValueError as error:
        raise KeyError(SECRET) from error


def test_an_error_is_told_by_kind_and_place_alone(folder: Path) -> None:
    try:
        broken()
    except KeyError:
        logging.getLogger("shopdesk").exception("a task broke off")
    said = written(folder)
    assert "builtins.ValueError" in said and "builtins.KeyError" in said
    assert said.index("ValueError") < said.index("KeyError")
    assert f"{__file__}:" in said and " broken" in said
    assert "hunter2" not in said and "jane" not in said


def test_only_ours_and_only_from_the_level_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logging.getLogger("imapclient").warning(SECRET)
    logging.getLogger("shopdesk").debug("too small")
    logging.getLogger("shopdesk").info("right")
    assert written(folder).count("\n") == 1
    monkeypatch.setenv(log.LEVEL_IN, "debug")
    log.begin_log(folder)
    logging.getLogger("shopdesk").debug("small")
    assert "small" in written(folder)
    monkeypatch.setenv(log.LEVEL_IN, "nonsense")
    log.begin_log(folder)
    logging.getLogger("shopdesk").debug("lost")
    assert "lost" not in written(folder)


def test_it_is_turned_over_by_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST_BYTES", 2_000)
    log.begin_log(folder)
    for n in range(200):
        logging.getLogger("shopdesk").info("line %d", n)
    files = sorted(path.name for path in folder.iterdir())
    assert files == [log.NAME, *(f"{log.NAME}.{n}" for n in range(1, log.KEPT + 1))]
    assert all(stat.S_IMODE(p.stat().st_mode) == 0o600 for p in folder.iterdir())
    assert "line 199" in written(folder)


def test_without_a_folder_there_is_no_log_and_no_noise(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log.begin_log(tmp_path / "nowhere")
    logging.getLogger("shopdesk").error("unheard")
    log.end_log()
    logging.getLogger("shopdesk").error("unheard")
    assert capfd.readouterr() == ("", "")


def test_what_a_library_says_of_a_mail_is_not_written_over_the_screen() -> None:
    script = (
        "import logging\n"
        "from shopdesk.adapters.profile.log import end_log\n"
        "end_log()\n"
        "logging.getLogger('flufl.bounce').error('jane@customer.example')\n"
    )
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    assert (run.stdout, run.stderr) == (b"", b"")
