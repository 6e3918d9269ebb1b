"""Desktop notifications through plyer and a real notify-send, which here is a script of ours."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from shopdesk.adapters.ringing import desktop as notify
from shopdesk.adapters.ringing.desktop import DesktopNotifier
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.clock.severity import Severity
from tests.adapters.processes import alive
from tests.servers.waiting import eventually

pytestmark = pytest.mark.skipif(
    sys.platform in ("darwin", "win32"), reason="notify-send is for freedesktop systems"
)

RECORDER = """#!/bin/sh
for argument; do printf '%s\\0' "$argument"; done > "{record}"
"""


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Sit at a desktop whose notify-send is the given script; an empty one: there is none."""
    for name in ("SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setattr(notify, "_FLATPAK", tmp_path / "no-flatpak")

    def install(script: str) -> None:
        programs = tmp_path / "bin"
        programs.mkdir(exist_ok=True)
        if script:
            program = programs / "notify-send"
            program.write_text(script)
            program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{programs}")

    return install


def note(title: str = "New mail", body: str = "Jane: where is my order?") -> Note:
    return Note(title, body, Severity.HOT)


def sent(record: Path) -> list[str]:
    return record.read_text("utf-8").split("\0")[:-1]


def test_title_and_body_arrive(desktop: Callable[[str], None], tmp_path: Path) -> None:
    record = tmp_path / "record"
    desktop(RECORDER.format(record=record))
    assert DesktopNotifier(app_name="Lan's Shoes").notify(note("Чай готов", "Nguyễn: size 38?"))
    arguments = sent(record)
    assert arguments[:2] == ["Чай готов", "Nguyễn: size 38?"]
    assert arguments[arguments.index("-a") + 1] == "Lan's Shoes"


@pytest.mark.parametrize(
    ("title", "body", "shown"),
    [
        ("--help", "-x", ["–-help", "–x"]),
        ("a", "<img src=x> & <b>", ["a", "&lt;img src=x&gt; &amp; &lt;b&gt;"]),
        ("\x1b]0;owned\x07", "a\r\nb", ["␛]0;owned␇", "a b"]),
        ("x\0y", "\u202egpj.exe", ["x␀y", "⟨202E⟩gpj.exe"]),
        ("t" * 500, "$(reboot) `reboot`", ["t" * 99 + "…", "$(reboot) `reboot`"]),
    ],
)
def test_what_customers_write_is_harmless(
    desktop: Callable[[str], None], tmp_path: Path, title: str, body: str, shown: list[str]
) -> None:
    record = tmp_path / "record"
    desktop(RECORDER.format(record=record))
    assert DesktopNotifier().notify(note(title, body))
    assert sent(record)[:2] == shown


def test_in_a_flatpak_no_quote_ends_the_text_of_the_call(
    monkeypatch: pytest.MonkeyPatch, desktop: Callable[[str], None], tmp_path: Path
) -> None:
    record = tmp_path / "record"
    desktop(RECORDER.format(record=record))
    monkeypatch.setattr(notify, "_FLATPAK", tmp_path)
    DesktopNotifier().notify(note("'}, {'", "it's \\'"))
    assert "'" not in "".join(sent(record)[:2])
    assert "\\" not in "".join(sent(record)[:2])


def test_without_any_program_it_cannot(desktop: Callable[[str], None]) -> None:
    desktop("")
    assert not DesktopNotifier().notify(note())


def test_nothing_is_painted_on_our_terminal(
    desktop: Callable[[str], None], capfd: pytest.CaptureFixture[str]
) -> None:
    desktop("#!/bin/sh\necho painted; echo painted >&2; echo painted > /dev/tty\n")
    assert not DesktopNotifier().notify(note())
    assert capfd.readouterr() == ("", "")


def test_complaints_mean_that_nobody_saw_it(desktop: Callable[[str], None]) -> None:
    desktop("#!/bin/sh\necho 'no such service' >&2\n")
    assert not DesktopNotifier().notify(note())


def test_a_program_that_hangs_is_ended_with_its_children(
    desktop: Callable[[str], None], tmp_path: Path
) -> None:
    record = tmp_path / "pid"
    desktop(f'#!/bin/sh\necho $$ > "{record}"\n/bin/sleep 100\n')
    before = time.monotonic()
    assert not DesktopNotifier(timeout_s=1).notify(note())
    assert time.monotonic() - before < 5
    pid = int(record.read_text())
    eventually(lambda: not alive(pid), "the end of the program that hung")


@pytest.mark.parametrize(
    "away",
    [
        {"DISPLAY": "", "WAYLAND_DISPLAY": ""},
        {
            "DISPLAY": "",
            "WAYLAND_DISPLAY": "wayland-0",
            "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22",
        },
        {"DISPLAY": "", "WAYLAND_DISPLAY": "wayland-0", "SSH_TTY": "/dev/pts/1"},
    ],
)
def test_away_from_a_desktop_nothing_is_started(
    monkeypatch: pytest.MonkeyPatch,
    desktop: Callable[[str], None],
    tmp_path: Path,
    away: dict[str, str],
) -> None:
    record = tmp_path / "record"
    desktop(RECORDER.format(record=record))
    for name, value in away.items():
        monkeypatch.setenv(name, value)
    assert not DesktopNotifier().notify(note())
    assert not record.exists()


def test_a_file_in_the_folder_is_not_taken_for_plyer(
    monkeypatch: pytest.MonkeyPatch, desktop: Callable[[str], None], tmp_path: Path
) -> None:
    record = tmp_path / "record"
    desktop(RECORDER.format(record=record))
    for name in ("plyer.py", "json.py"):
        (tmp_path / name).write_text("raise SystemExit(3)\n")
    monkeypatch.chdir(tmp_path)
    assert DesktopNotifier().notify(note())
    assert record.exists()
