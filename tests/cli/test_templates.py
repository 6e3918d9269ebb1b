"""`shopdesk templates`, called as an owner or a script calls it."""

from __future__ import annotations

import io
import json
import os
import stat
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from shopdesk.cli import main
from shopdesk.words import speak

posix = pytest.mark.skipif(os.name == "nt", reason="the editors here are shell scripts")

LATE = """+++
title = "Late"
category = "delivery"
tags = ["late"]
shortcut = "late"
+++
Hi {{ customer.first_name | default: "there" }},

so sorry.
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A shop with nothing but its settings."""
    folder = tmp_path / "profile"
    folder.mkdir()
    write_settings(folder, "en")
    return folder


def write_settings(folder: Path, language: str) -> None:
    """The least that there can be."""
    settings = f'[shop]\nzone = "UTC"\nlanguage = "{language}"\n'
    (folder / "config.toml").write_text(settings, "utf-8")


@dataclass(frozen=True, slots=True)
class Result:
    """What a call came to."""

    returncode: int
    stdout: str
    stderr: str


def call(folder: Path, *arguments: object, **env: str) -> Result:
    """Run the command."""
    words = ["--profile", str(folder), "templates", *(str(word) for word in arguments)]
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, env):
        try:
            code = main(words)
        except SystemExit as leaving:
            code = int(str(leaving.code))
    speak("en")
    return Result(code, out.getvalue(), err.getvalue())


def done(folder: Path, *arguments: object, **env: str) -> str:
    """What it prints when all is well."""
    result = call(folder, *arguments, **env)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def lines(text: str) -> list[dict[str, Any]]:
    """JSON Lines."""
    return [json.loads(line) for line in text.splitlines()]


def late(tmp_path: Path, text: str = LATE) -> Path:
    """The file of a template."""
    file = tmp_path / "en" / "late.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_a_list_for_people_and_for_programs(profile: Path, tmp_path: Path) -> None:
    done(profile, "add", late(tmp_path))
    plainly = done(profile, "list").splitlines()
    assert len(plainly) == 33
    assert any(line.startswith("late ") and line.endswith("Late ;late") for line in plainly)
    found = {one["id"]: one for one in lines(done(profile, "list", "--json"))}
    assert found["late"] == {
        "id": "late",
        "title": "Late",
        "category": "delivery",
        "languages": ["en"],
        "tags": ["late"],
        "shortcut": "late",
        "problem": "",
        "attachments": [],
        "uses": 0,
        "used": None,
    }
    assert found["order-status"]["title"] == "Where is my order"
    assert found["order-status"]["languages"] == ["en", "ru", "vi"]
    # in the shop's language where there is one
    write_settings(profile, "vi")
    found = {entry["id"]: entry for entry in lines(done(profile, "list", "--json"))}
    assert found["order-status"]["title"] != "Where is my order"


def test_one_in_full(profile: Path, tmp_path: Path) -> None:
    done(profile, "add", late(tmp_path))
    (shown,) = lines(done(profile, "show", "late", "--json"))
    assert shown["variants"] == {
        "en": {
            "title": "Late",
            "subject": "",
            "tags": ["late"],
            "body": LATE.split("+++\n")[2].strip(),
        }
    }
    assert done(profile, "show", "late").endswith("so sorry.\n")
    missing = call(profile, "show", "nope")
    assert missing.returncode == 1
    assert "There is no template nope" in missing.stderr


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_what_is_exported_is_imported_again(profile: Path, tmp_path: Path, form: str) -> None:
    done(profile, "add", late(tmp_path))
    before = (profile / "templates.json").read_bytes()
    out = tmp_path / "out"
    done(profile, "export", "--format", form, out)
    names = {str(p.relative_to(out)) for p in out.rglob("*") if p.is_file()}
    expected = {"templates.json"} if form == "json" else {"en/late.md", "vi/thanks.md"}
    assert expected <= names
    assert "33 templates replaced" in done(profile, "import", out)
    assert (profile / "templates.json").read_bytes() == before
    fresh = tmp_path / "fresh"
    assert "1 template added" in done(fresh, "import", out)
    exported = done(profile, "export")
    assert done(fresh, "export") == exported
    again = call(profile, "export", "--format", form, out)
    assert again.returncode == 1
    assert "nothing was written" in again.stderr
    done(profile, "export", "--force", "--format", form, out)


def test_adding_twice_is_refused_importing_is_not(profile: Path, tmp_path: Path) -> None:
    file = late(tmp_path)
    assert done(profile, "add", file) == "1 template added\n"
    again = call(profile, "add", file)
    assert (again.returncode, again.stdout) == (1, "")
    assert "there is a template late already" in again.stderr
    assert done(profile, "import", file) == "1 template replaced\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LATE.replace("so sorry.", "so {{ sorry"), "late.md, line 9, column 4: "),
        (LATE.replace("title =", "titel ="), "late.md, line 2, column 1: there is no `titel`"),
        (LATE.replace('"late"\n+++', "late\n+++"), "late.md, line 5, column 12: "),
        (LATE + "{% for i in (1..5000) %}{% for j in (1..5000) %}{% endfor %}{% endfor %}", "10"),
        (LATE + "x" * 10 * 1024 * 1024, "it is too long"),
        (LATE.replace("+++\nHi", 'attachments = ["~/nope.pdf"]\n+++\nHi'), "~/nope.pdf"),
        (LATE.replace("delivery", "love"), "`category`"),
        (LATE.replace("Late", "\\u001b[2J\\u001b]0;x\\u0007"), None),
    ],
    ids=range(8),
)
def test_what_is_wrong_in_a_file_is_told_with_its_place(
    profile: Path, tmp_path: Path, text: str, why: str | None
) -> None:
    result = call(profile, "import", late(tmp_path, text))
    assert "Traceback" not in result.stderr
    if why is None:
        # hostile, and well formed: inert wherever it is shown
        assert result.returncode == 0
        assert "\x1b" not in done(profile, "list") + done(profile, "show", "late")
        return
    assert (result.returncode, result.stdout) == (1, "")
    assert why in result.stderr
    assert "late" not in {one["id"] for one in lines(done(profile, "list", "--json"))}


@pytest.mark.parametrize(
    "words",
    [
        *([], ["dance"], ["add"], ["show"], ["export", "--format", "html"]),
        *(["edit", "a", "--language", "X"], ["export", "--format", "markdown"]),
    ],
)
def test_a_wrong_call_is_2(profile: Path, words: list[str]) -> None:
    result = call(profile, *words)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_wrong_settings_are_2(profile: Path) -> None:
    (profile / "config.toml").write_text("[shop]\nzone = 3\n")
    assert call(profile, "list").returncode == 2


def editor(tmp_path: Path, script: str) -> str:
    """An editor, with an argument and a blank in its path."""
    file = tmp_path / "my editor"
    file.write_text(f'#!/bin/sh\ntest "$1" = "-w" || exit 9\nfile="$2"\n{script}\n')
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return f"'{file}' -w"


@posix
def test_edit_changes_one_language(profile: Path, tmp_path: Path) -> None:
    mine = editor(tmp_path, 'sed -i "s/^tags = .*/tags = [\\"x\\"]/; s/shop/quán/g" "$file"')
    assert "is changed" in done(
        profile, "edit", "thanks", "--language", "vi", VISUAL="", EDITOR=mine
    )
    (one,) = lines(done(profile, "show", "thanks", "--json"))
    assert one["variants"]["vi"]["tags"] == ["x"]
    assert "quán" in one["variants"]["vi"]["body"]
    assert one["variants"]["en"]["tags"] != ["x"]
    german = editor(tmp_path, 'sed -i "s/^title = .*/title = \\"Danke\\"/" "$file"')
    done(profile, "edit", "thanks", "--language", "de", VISUAL="", EDITOR=german)
    (one,) = lines(done(profile, "show", "thanks", "--json"))
    assert set(one["variants"]) == {"en", "vi", "ru", "de"}
    assert not list(profile.glob("*.md"))


@posix
def test_edit_keeps_a_text_that_cannot_work(profile: Path, tmp_path: Path) -> None:
    before = done(profile, "show", "thanks")
    breaking = editor(tmp_path, 'echo "{{ a b }} my own words" >> "$file"')
    result = call(profile, "edit", "thanks", VISUAL="", EDITOR=breaking)
    assert result.returncode == 1
    (kept,) = profile.glob("*.md")
    assert str(kept) in result.stderr
    number = len(kept.read_text("utf-8").splitlines())
    assert f"line {number}, column 6" in result.stderr
    assert kept.stat().st_mode & 0o777 == 0o600
    assert done(profile, "show", "thanks") == before
    mending = editor(tmp_path, 'sed -i "s/{{ a b }}//" "$file"')
    done(profile, "edit", "thanks", VISUAL="", EDITOR=mending)
    assert "my own words" in done(profile, "show", "thanks")
    assert not kept.exists()


@posix
@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        ("true", 0, "Nothing was changed."),
        ("exit 3", 1, "ended with code 3"),
        ('sed -i "s/^id = .*/id = \\"other\\"/" "$file"', 1, "the id must stay thanks"),
    ],
)
def test_edit_without_a_change(
    profile: Path, tmp_path: Path, script: str, code: int, said: str
) -> None:
    before = done(profile, "show", "thanks")
    result = call(profile, "edit", "thanks", VISUAL="", EDITOR=editor(tmp_path, script))
    assert result.returncode == code
    assert said in result.stdout + result.stderr
    assert done(profile, "show", "thanks") == before


def test_no_such_editor(profile: Path) -> None:
    result = call(profile, "edit", "thanks", VISUAL="/nowhere/ed; touch x", EDITOR="")
    assert result.returncode == 1
    assert "/nowhere/ed;" in result.stderr
