"""Every command and every option: helped, completed, and with the profile on either side."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from shopdesk.cli import _parser
from shopdesk.cli.completion import SCRIPTS, Level, levels
from tests.cli.test_cli import call

LEVELS = list(levels(_parser()))
by_level = pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.key.strip() or "-")


@by_level
def test_everything_has_help(level: Level) -> None:
    assert level.help or not level.path
    assert [option.names for option in level.options if not option.help] == []
    text = subparser(level).format_help()
    named = [
        action
        for action in subparser(level)._actions
        if not action.option_strings and action.dest not in ("command", "deed")
    ]
    assert [action.dest for action in named if not action.help] == []
    assert "usage: shopdesk" in text


def subparser(level: Level):  # type: ignore[no-untyped-def]  # argparse tells no type of its own
    """The parser of a command."""
    parser = _parser()
    for word in level.path:
        (below,) = (a for a in parser._actions if a.dest in ("command", "deed", "what"))
        assert isinstance(below.choices, dict)
        parser = below.choices[word]
    return parser


@by_level
def test_what_is_listed_is_there_for_programs_too(level: Level) -> None:
    if level.path and level.path[-1] in ("list", "show", "check", "watch", "due", "keys", "search"):
        assert any("--json" in option.names for option in level.options)


@by_level
def test_the_profile_may_stand_behind_the_command(level: Level) -> None:
    assert {"--profile", "--verbose"} <= {name for o in level.options for name in o.names}


def test_a_profile_behind_goes_before_one_in_front(tmp_path: Path) -> None:
    for words in (
        ["config", "path", "--profile", "B"],
        ["config", "--profile", "B", "path"],
    ):
        done = call(*words, folder=tmp_path)
        assert done.stdout.strip().endswith(str(Path("B") / "config.toml")), done.stderr
    done = call("config", "path", folder=tmp_path)
    assert done.stdout.strip() == str(tmp_path / "config.toml")


def complete(*words: str, folder: Path) -> list[str]:
    """What bash offers for the last of the words."""
    script = folder / "completion.bash"
    script.write_text(call("completion", "bash", folder=folder).stdout, "utf-8")
    lines = [
        f"source {script}",
        "COMP_WORDS=(shopdesk " + " ".join(f"'{word}'" for word in words) + ")",
        f"COMP_CWORD={len(words)}",
        "_shopdesk",
        'printf "%s\\n" "${COMPREPLY[@]}"',
    ]
    bash = shutil.which("bash")
    assert bash
    done = subprocess.run(
        [bash, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["wa"], ["watch", "waits"]),
        (["--profile", "x", "due", "--cat"], ["--category"]),
        (["due", "--category", "comp"], ["complaint"]),
        (["config", ""], ["show", "path", "edit", "keys", "set", "unset"]),
        (["completion", "b"], ["bash"]),
        (["inspect", "fi"], []),
    ],
)
def test_bash_completes(tmp_path: Path, words: list[str], offered: list[str]) -> None:
    found = [word for word in complete(*words, folder=tmp_path) if not word.startswith("-h")]
    flags = [word for word in found if word.startswith("--") and not words[-1].startswith("--")]
    assert [word for word in found if word not in (*flags, "-h")] == offered


@pytest.mark.parametrize("shell", sorted(SCRIPTS))
def test_a_shell_understands_its_script(tmp_path: Path, shell: str) -> None:
    script = call("completion", shell, folder=tmp_path).stdout
    for name in ("watch", "orders", "--category"):
        assert name.removeprefix("--") in script
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "script").write_text(script, "utf-8")
    done = subprocess.run(
        [path, "-n", str(tmp_path / "script")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
