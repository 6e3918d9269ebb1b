"""The README in Vietnamese and Russian says as much as the English one, with the same code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPO = Path(__file__).parent.parent
GITHUB = REPO / ".github"
ENGLISH = (REPO / "README.md").read_text("utf-8")
TRANSLATED = {
    language: (GITHUB / f"README.{language}.md").read_text("utf-8") for language in ("vi", "ru")
}
every_language = pytest.mark.parametrize("language", TRANSLATED)
LINK = re.compile(r"!?\[[^]]*\]\(([^)#]*)(#[^)]*)?\)")
AMONG_THEM = ("README.md", "README.vi.md", "README.ru.md")


def headings(text: str) -> list[int]:
    """Their levels, one after the other."""
    return [len(marks) for marks in re.findall(r"^(#+) ", without_code(text), re.MULTILINE)]


def without_code(text: str) -> str:
    """No blocks."""
    return re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[str]:
    """Fenced and indented code: commands, settings, templates."""
    fenced = re.findall(r"^( *```\w*\n.*?^ *```)$", text, re.MULTILINE | re.DOTALL)
    return fenced + re.findall(r"^ {4}\S.*$", without_code(text), re.MULTILINE)


def quoted(text: str) -> set[str]:
    """Keys, commands, settings and files within sentences."""
    return {" ".join(code.split()) for code in re.findall(r"`([^`]+)`", without_code(text))}


def keys(text: str) -> list[str]:
    """The tour's table."""
    return re.findall(r"^\| ((?:`[^`]+`[ …]*)+)\|", text, re.MULTILINE)


def goals(text: str) -> list[str]:
    """Where links and pictures lead, from the top of the repository; not those to a translation."""
    found = [link for link, _anchor in LINK.findall(text) if link]
    return sorted(link for link in found if Path(link).name not in AMONG_THEM)


@every_language
def test_it_has_the_same_parts(language: str) -> None:
    assert headings(TRANSLATED[language]) == headings(ENGLISH)
    assert TRANSLATED[language].count("\n|") == ENGLISH.count("\n|")
    assert TRANSLATED[language].count("\n- ") == ENGLISH.count("\n- ")


@every_language
def test_its_code_is_the_same(language: str) -> None:
    assert blocks(TRANSLATED[language]) == blocks(ENGLISH)
    assert len(blocks(ENGLISH)) > 10


@every_language
def test_it_names_the_same_keys_commands_and_settings(language: str) -> None:
    assert keys(TRANSLATED[language]) == keys(ENGLISH)
    assert quoted(TRANSLATED[language]) == quoted(ENGLISH)


@every_language
def test_its_links_lead_to_the_same_places(language: str) -> None:
    """Seen from their folder; and each anchor of its own is a heading of its own."""
    text = TRANSLATED[language]
    here = [
        link if link.startswith("http") else f".github/{link}".replace(".github/../", "")
        for link in goals(text)
    ]
    assert sorted(here) == goals(ENGLISH)
    assert all((GITHUB / link).exists() for link in goals(text) if not link.startswith("http"))
    said = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    heads = {head.lower().replace(" ", "-") for head in said}
    assert {anchor[1:] for link, anchor in LINK.findall(text) if anchor and not link} <= heads


@every_language
def test_readers_of_each_find_the_others(language: str) -> None:
    assert f"(.github/README.{language}.md)" in ENGLISH
    assert "(../README.md)" in TRANSLATED[language]
