"""The README and the pages that it names say what is so."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import shopdesk.cli as cli
from shopdesk.adapters.config.file import load
from shopdesk.adapters.config.reader import Reader
from shopdesk.domain.shop.settings import Settings
from shopdesk.ui import commands

REPO = Path(__file__).parent.parent
README = (REPO / "README.md").read_text("utf-8")
DOCS = REPO / ".github" / "docs"
SETTINGS = (DOCS / "settings.md").read_text("utf-8")
COMMANDS = (DOCS / "commands.md").read_text("utf-8")
PAGES = {"README.md": README} | {
    f".github/docs/{page.name}": page.read_text("utf-8") for page in sorted(DOCS.glob("*.md"))
}
BLOCK = r"^```toml\n(.*?)^```"
(SHORTEST,) = re.findall(BLOCK, README, re.MULTILINE | re.DOTALL)
(FULLEST,) = re.findall(BLOCK, SETTINGS, re.MULTILINE | re.DOTALL)
BESIDES = {
    f"{table}.{key}"
    for table, keys in re.findall(r"^\| `\[([\w.]+)\]` \| (.*) \|$", SETTINGS, re.MULTILINE)
    for key in re.findall(r"`(\w+)`", keys)
}
"""What the full file does not show, by the table of the same page."""


def loaded(text: str, folder: Path) -> Settings:
    """The settings in a block of a page."""
    (folder / "ca.pem").touch()
    (folder / "config.toml").write_text(text, "utf-8")
    return load(folder / "config.toml")


@pytest.mark.parametrize("text", [SHORTEST, FULLEST], ids=["shortest", "fullest"])
def test_its_settings_are_accepted(text: str, tmp_path: Path) -> None:
    assert loaded(text, tmp_path).shop.name == "Lan's Shoes"


def test_the_full_settings_show_the_defaults(tmp_path: Path) -> None:
    shortest, fullest = (loaded(text, tmp_path) for text in (SHORTEST, FULLEST))
    # a VIP's is shown, and is none by itself
    assert replace(fullest.targets, vip=None) == shortest.targets
    assert replace(fullest.ring, quiet=shortest.ring.quiet) == shortest.ring
    assert (fullest.undo, fullest.backlog, fullest.poll) == (
        shortest.undo,
        shortest.backlog,
        shortest.poll,
    )
    assert fullest.mailboxes[0].imap == shortest.mailboxes[0].imap
    assert fullest.mailboxes[0].smtp == shortest.mailboxes[0].smtp


def test_every_setting_is_documented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, bool] = {}
    value = Reader._value

    def noted(reader: Reader, key: str, allowed: str, *, needed: bool) -> object | None:
        name = re.sub(r"\[\d+\]", "", reader.name(key))
        asked[name] = asked.get(name, False) or key in reader
        return value(reader, key, allowed, needed=needed)

    monkeypatch.setattr(Reader, "_value", noted)
    loaded(FULLEST, tmp_path)
    missing = {name for name, found in asked.items() if not found}
    assert len(asked) > 150
    assert missing - BESIDES == set()


def test_it_opens_with_two_commands() -> None:
    blocks = re.findall(r"^```sh\n(.*?)\n```", README, re.MULTILINE | re.DOTALL)
    assert [len(block.splitlines()) for block in blocks] == [1, 1]
    assert blocks[0].endswith("shopdesk demo")
    assert blocks[1].endswith("-m tests")


def test_its_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert len(pictures) == 3
    assert all((REPO / picture).is_file() for picture in pictures)


@pytest.mark.parametrize("page", PAGES)
def test_its_links_lead_somewhere(page: str) -> None:
    for target, anchor in re.findall(r"(?<!!)\[[^]]*\]\(([^)#]*)#?([^)]*)\)", PAGES[page]):
        if target.startswith("http"):
            continue
        file = (REPO / page).parent / target if target else REPO / page
        assert file.is_file(), target
        if anchor:
            heads = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            assert anchor in {head.lower().replace(" ", "-") for head in heads}, anchor


@pytest.mark.parametrize("command", commands.BOARD, ids=lambda c: c.id)
def test_its_tour_names_every_key_of_the_board(command: commands.Command) -> None:
    signs = {"question_mark": "?", "comma": ",", "slash": "/"}
    first = command.display or command.keys.split(",")[0]
    tour = re.findall(r"^\| (`.*?) \|", README, re.MULTILINE)
    assert f"`{signs.get(first, first)}`" in tour


def leaves(parser: argparse.ArgumentParser, words: str) -> Iterator[str]:
    """Every command that can be called, such as `shopdesk orders list`."""
    inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not inner or words == "shopdesk":
        yield words
    for one in inner:
        for name, below in one.choices.items():
            yield from leaves(below, f"{words} {name}")


def shown(text: str) -> set[str]:
    """The lines of a page's blocks and quotes that call `shopdesk`, alternatives apart."""
    blocks = re.findall(r"^```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    calls = set()
    for line in "\n".join(blocks).splitlines():
        call, *others = re.split(r" \| ", re.split(r"\s{2,}", line)[0])
        group = " ".join(call.split()[:2])
        calls |= {call, *(f"{group} {other}" for other in others if not other.startswith("-"))}
    return calls | set(re.findall(r"`(shopdesk [^`]+)`", text))


SHOWN = sorted({call for page in PAGES.values() for call in shown(page)})


@pytest.mark.parametrize("command", leaves(cli._parser(), "shopdesk"))
def test_every_command_is_documented(command: str) -> None:
    assert any(call == command or call.startswith(f"{command} ") for call in shown(COMMANDS))


@pytest.mark.parametrize("call", SHOWN)
def test_the_commands_that_it_shows_are_understood(call: str) -> None:
    parser = cli._parser()
    words = re.sub(r"[\[\]…]", " ", call).replace("|", " ")
    parts = shlex.split(words.replace("'", ""))
    for part in parts[1:]:
        inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
        if inner and not part.startswith("-"):
            assert part in inner[0].choices, part
            parser = inner[0].choices[part]
        elif part.startswith("--"):
            assert part in parser._option_string_actions, part
