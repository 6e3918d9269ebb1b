"""`shopdesk watch --systemd`: systemd reads the same words back that were written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from shopdesk import cli
from shopdesk.cli.unit import NAME, unit
from shopdesk.domain.shop.settings import PasswordFrom, PasswordSource, Phones, Settings
from tests.shop import settings

AWKWARD = 'Lan\'s Shoes 100% «чай»; $HOME "x" \\n'
SYSTEMD = shutil.which("systemd-analyze")


def chosen(**changes: object) -> Settings:
    """Lan's shop, with a password in the environment."""
    return settings(**changes)


def verified(text: str, folder: Path) -> str:
    """What `systemd-analyze verify` has to say of it."""
    assert SYSTEMD is not None
    file = folder / NAME
    file.write_text(text, "utf-8")
    env = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "SYSTEMD_LOG_LEVEL": "warning"}
    done = subprocess.run(
        [SYSTEMD, "--user", "verify", str(file)],
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )
    told = done.stdout + done.stderr
    return "\n".join(line for line in told.splitlines() if NAME in line)


def test_it_runs_this_very_program_on_this_profile(tmp_path: Path) -> None:
    text = unit(chosen(), Path("/opt/venv/bin/python"), tmp_path)
    wanted = f'ExecStart="/opt/venv/bin/python" "-m" "shopdesk" "--profile" "{tmp_path}" "watch"'
    assert wanted in text.splitlines()
    assert "Restart=always" in text
    assert "WantedBy=default.target" in text


def test_what_systemd_would_read_otherwise_is_escaped() -> None:
    text = unit(chosen(), Path("/a b/100%/$x/python"), Path('/p "q"\\r\n$HOME%h'))
    (line,) = (line for line in text.splitlines() if line.startswith("ExecStart="))
    assert line == (
        'ExecStart="/a b/100%%/$x/python" "-m" "shopdesk" "--profile" '
        '"/p \\"q\\"\\\\r\\x0a$$HOME%%h" "watch"'
    )


def test_a_shops_name_opens_no_section() -> None:
    shop = replace(chosen().shop, name="Lan\n[Service]\nExecStart=/bin/false \\")
    text = unit(chosen(shop=shop), Path("/p"), Path("/q"))
    assert text.splitlines().count("[Service]") == 1
    assert "Description=shopdesk watch (Lan [Service] ExecStart=/bin/false /)" in text


def test_it_names_what_it_needs_and_holds_no_secret() -> None:
    phones = Phones(("ntfy://lan:hunter2@x/y",), PasswordSource(PasswordFrom.ENVIRONMENT, "PHONE"))
    text = unit(chosen(phones=phones), Path("/p"), Path("/q"))
    assert "PHONE, SHOPDESK_TEST_PASSWORD" in text
    assert "hunter2" not in text
    command = PasswordSource(PasswordFrom.COMMAND, "pass show hunter2")
    box = replace(chosen().mailboxes[0], password=command)
    text = unit(chosen(mailboxes=(box,)), Path("/p"), Path("/q"))
    assert "hunter2" not in text
    assert "environment" not in text


@pytest.mark.skipif(SYSTEMD is None, reason="there is no systemd-analyze here")
@pytest.mark.parametrize("name", ["plain", AWKWARD, "%h", "a b"])
def test_systemd_finds_nothing_wrong_with_it(tmp_path: Path, name: str) -> None:
    python = tmp_path / name / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    shop = replace(chosen().shop, name=AWKWARD)
    assert verified(unit(chosen(shop=shop), python, tmp_path / name), tmp_path) == ""


@pytest.mark.skipif(SYSTEMD is None, reason="there is no systemd-analyze here")
def test_systemd_would_say_what_is_wrong(tmp_path: Path) -> None:
    assert "not executable" in verified(unit(chosen(), Path("/no such/python"), tmp_path), tmp_path)


def test_the_command_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.adapters.test_config import MAILBOX, SHOP

    (tmp_path / "config.toml").write_text(SHOP + MAILBOX, "utf-8")
    assert cli.main(["--profile", str(tmp_path), "watch", "--systemd"]) == 0
    printed = capsys.readouterr().out
    assert f'"{sys.executable}" "-m" "shopdesk" "--profile" "{tmp_path}" "watch"' in printed
    assert not (tmp_path / "records.sqlite").exists()


def test_settings_that_would_not_run_make_no_unit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--profile", str(tmp_path), "watch", "--systemd"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "There is no settings file" in told.err
