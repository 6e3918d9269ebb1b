"""The README says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shopdesk.adapters.config import load
from shopdesk.domain.settings import Settings
from shopdesk.ui import commands

REPO = Path(__file__).parent.parent
README = (REPO / "README.md").read_text("utf-8")
TOML = re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def loaded(text: str, folder: Path) -> Settings:
    """The settings in a block of the README."""
    (folder / "ca.pem").touch()
    (folder / "config.toml").write_text(text, "utf-8")
    return load(folder / "config.toml")


@pytest.mark.parametrize("text", TOML)
def test_its_settings_are_accepted(text: str, tmp_path: Path) -> None:
    assert loaded(text, tmp_path).shop.name == "Lan's Shoes"


def test_the_full_settings_show_the_defaults(tmp_path: Path) -> None:
    shortest, fullest = (loaded(text, tmp_path) for text in TOML)
    assert fullest.targets == shortest.targets
    assert (fullest.undo, fullest.backlog, fullest.poll) == (
        shortest.undo,
        shortest.backlog,
        shortest.poll,
    )
    assert fullest.mailboxes[0].imap == shortest.mailboxes[0].imap
    assert fullest.mailboxes[0].smtp == shortest.mailboxes[0].smtp


def test_every_setting_is_documented() -> None:
    documented = set(re.findall(r"^(\w+) = ", TOML[-1], re.MULTILINE))
    sources = (REPO / "shopdesk" / "adapters").glob("config*.py")
    text = "\n".join(path.read_text("utf-8") for path in sources)
    asked = set(re.findall(r"\.(?:text|texts|choice|number|duration|zone)\(\s*\"(\w+)\"", text))
    assert asked
    assert asked <= documented | {"password_env"}


def test_it_opens_with_two_commands() -> None:
    blocks = re.findall(r"^```sh\n(.*?)\n```", README, re.MULTILINE | re.DOTALL)
    assert [len(block.splitlines()) for block in blocks] == [1, 1]
    assert blocks[0].endswith("shopdesk demo")
    assert blocks[1].endswith("-m tests")


def test_its_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert len(pictures) == 3
    assert all((REPO / picture).is_file() for picture in pictures)


@pytest.mark.parametrize("command", commands.BOARD, ids=lambda c: c.id)
def test_its_tour_names_every_key_of_the_board(command: commands.Command) -> None:
    if command.shown:
        first = command.display or command.keys.split(",")[0]
        assert f"`{first.replace('question_mark', '?')}`" in README
