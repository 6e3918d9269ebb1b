"""`shopdesk config`: shown without secrets, changed by the same rules, edited safely."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from shopdesk.adapters.child import WINDOWS
from shopdesk.adapters.config.file import load
from shopdesk.cli import DONE, FAILED, WRONG, main
from shopdesk.domain.mail.conversation import Category

CONFIG = """\
# my own words
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"

[[mailbox]]
address = "hello@lans-shoes.example"
password_command = "cat /root/very-secret"
imap = { host = "imap.lans-shoes.example" }
smtp = { host = "smtp.lans-shoes.example" }

[ring]
phone = ["ntfy://user:hunter2@ntfy.example/topic"]
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / "config.toml").write_text(CONFIG, "utf-8")
    return folder


@pytest.fixture
def run(profile: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(profile, capsys)


class Run:
    """The command, and what it printed last."""

    def __init__(self, profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file = profile / "config.toml"
        self._capsys = capsys

    def __call__(self, *arguments: str, code: int = DONE) -> str:
        """Standard output; with another exit code than 0 the standard error."""
        found = main(["--profile", str(self.file.parent), "config", *arguments])
        printed = self._capsys.readouterr()
        assert found == code, printed.err
        return printed.out if code == DONE else printed.err


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """An editor that does this to the file, called $1."""
    path = folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(path))


def test_where_it_is(run: Run) -> None:
    assert run("path") == f"{run.file}\n"


def test_what_is_in_force_by_the_names_of_the_file(run: Run) -> None:
    lines = run("show").splitlines()
    assert 'shop.name = "Lan\'s Shoes"' in lines
    assert 'targets.pre_sale = "5 min"' in lines
    assert "mailbox.0.imap.port = 993" in lines
    assert "hours.always_open = true" in lines
    assert 'desk.undo = "10 s"' in lines


def test_what_is_in_force_for_programs(run: Run) -> None:
    run("set", "hours.mon", "09:00-12:00,", "13:00-19:00")
    shown = json.loads(run("show", "--json"))
    assert shown["targets"]["pre_sale_s"] == 300
    assert shown["hours"]["mon"] == ["09:00-12:00", "13:00-19:00"]
    assert shown["desk"]["poll_s"] == 60
    assert shown["mailbox"][0]["password_from"] == "command"
    assert shown["shop"]["zone"] == "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_nothing_secret_is_shown(run: Run, form: tuple[str, ...]) -> None:
    shown = run("show", *form)
    assert "very-secret" not in shown
    assert "hunter2" not in shown


def test_a_value_is_set_and_the_rest_stays(run: Run) -> None:
    assert run("set", "targets.pre_sale", "7 min").startswith("Kept.")
    assert load(run.file).targets.by_category[Category.PRE_SALE].total_seconds() == 420
    assert run.file.read_text("utf-8") == CONFIG + '\n[targets]\npre_sale = "7 min"\n'
    run("set", "mailbox.0.imap.port", "1993")
    run("set", "shop.name", "Lan & Minh")
    run("set", "hours.sat", "09:00-12:00")
    run("set", "hours.closed", "2026-12-31")
    settings = load(run.file)
    assert settings.mailboxes[0].imap.port == 1993
    assert settings.shop.name == "Lan & Minh"
    assert settings.hours is not None
    assert len(settings.hours.closed) == 1


def test_the_same_value_again_changes_nothing(run: Run) -> None:
    run("set", "shop.owner", "Lan")
    assert run.file.read_text("utf-8") == CONFIG
    assert run("set", "shop.owner", "Lan") == "Nothing was changed.\n"


def test_a_value_is_taken_out(run: Run) -> None:
    run("set", "targets.order", "9 min")
    run("unset", "targets.order")
    assert load(run.file).targets.by_category[Category.ORDER].total_seconds() == 900
    assert run("unset", "targets.order") == "Nothing was changed.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("set", "targets.order", "0 s"), 'targets.order: found "0 s"; allowed is'),
        (("set", "targets.oder", "5 min"), "did you mean `order`?"),
        (("set", "mailbox.0.password", "hunter2"), "a password never stands in this file"),
        (("set", "mailbox.7.address", "x@y.example"), "mailbox.7.address"),
        (("set", "shop..name", "x"), "is no key"),
        (("unset", "shop.name"), "shop.name: is missing"),
    ],
)
def test_what_is_not_allowed_is_told_and_not_written(
    run: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    told = run(*arguments, code=WRONG)
    assert sentence in told
    assert "hunter2" not in told
    assert run.file.read_text("utf-8") == CONFIG


def test_without_a_file_the_path_is_told_and_the_rest_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = str(tmp_path / "new")
    assert main(["--profile", profile, "config", "path"]) == DONE
    assert main(["--profile", profile, "config", "show"]) == WRONG
    assert "There is no settings file" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(WINDOWS, reason="the editor is a shell script")
class TestEditing:
    def test_an_allowed_change_is_kept(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editor(tmp_path, monkeypatch, 'sed -i \'s/"Lan"/"Minh"/\' $1')
        assert run("edit").startswith("Kept.")
        assert load(run.file).shop.owner == "Minh"
        assert run.file.with_name("config.toml.bak").read_text("utf-8") == CONFIG

    def test_what_is_not_allowed_is_gone_on_with(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editor(tmp_path, monkeypatch, "sed -i 's/^owner/ower/' $1")
        told = run("edit", code=WRONG)
        assert "did you mean `owner`?" in told
        assert "goes on with your text" in told
        assert run.file.read_text("utf-8") == CONFIG
        kept = run.file.with_name("config.toml.unfinished")
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        editor(tmp_path, monkeypatch, "sed -i 's/^ower = .*/owner = \"Bo\"/' $1")
        run("edit")
        assert load(run.file).shop.owner == "Bo"
        assert not kept.exists()

    def test_an_editor_that_fails_leaves_all_as_it_was(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editor(tmp_path, monkeypatch, "echo rubbish > $1; exit 3")
        assert "code 3" in run("edit", code=FAILED)
        assert run.file.read_text("utf-8") == CONFIG

    def test_nothing_changed(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editor(tmp_path, monkeypatch, "true")
        assert run("edit") == "Nothing was changed.\n"
        assert list(run.file.parent.iterdir()) == [run.file]
