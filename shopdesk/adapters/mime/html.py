"""HTML bodies as text.

The library lays tables out in columns and obeys paddings, so that a few kilobytes of hostile HTML
can ask it for gigabytes of blanks. The tree is looked over first; what is too deep, too wide or
too long for a layout is read without one.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

LONGEST = 1_000_000
"""Characters of HTML that are read."""
LONGEST_LAYOUT = 300_000
"""Characters of HTML in one mail that are laid out; the rest is read without a layout."""
DEEPEST = 200
"""Levels that are laid out; the parser drops what lies beyond 256."""
DEEPEST_LIST = 12
"""Lists within lists; every level indents each of its lines once more."""
MOST_ELEMENTS = 20_000
MOST_CELLS = 20_000_000
"""Characters that a layout may come to: its lines times the longest of them."""

_LISTS = ("ul", "ol")
_CELLS = frozenset(("td", "th"))
_BLOCKS = _CELLS | frozenset(
    ("p", "div", "br", "hr", "li", "ul", "ol", "tr", "table", "blockquote", "h1", "h2", "h3", "h4")
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_XML = re.compile(r"\A\s*<\?xml[^>]*>")
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|head|title|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCKS - _CELLS))})\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_END = re.compile(r"[^\S\n]+$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{3,}")
_INVISIBLE = str.maketrans({0xAD: None, 0x034F: None, 0x200B: None, 0xFEFF: None, 0xA0: " "})


def to_text(source: str, room: int = LONGEST_LAYOUT) -> str:
    """What a reader would see of it; nothing that it points to is fetched.

    It is laid out when it is no longer than `room` characters.
    """
    source = _XML.sub("", source[:LONGEST]).replace("\0", "")
    text = (_laid_out(source) if len(source) <= room else "") or _stripped(source)
    text = _LINE_END.sub("", text.translate(_INVISIBLE))
    return _EMPTY_LINES.sub("\n\n", text).strip()


def _laid_out(source: str) -> str:
    """Empty where the library must not, or cannot, make anything of it."""
    # Only the first HTML mail pays for loading these.
    from inscriptis.css_profiles import STRICT_CSS_PROFILE  # type: ignore[import-untyped]
    from inscriptis.html_engine import Inscriptis  # type: ignore[import-untyped]
    from inscriptis.model.config import ParserConfig  # type: ignore[import-untyped]
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from lxml.html import document_fromstring  # type: ignore[import-untyped]

    try:
        tree = document_fromstring(source)
        if not _Measure().take(tree).is_modest():
            return ""
        return str(Inscriptis(tree, ParserConfig(css=STRICT_CSS_PROFILE)).get_text()).strip()
    except (LxmlError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""


@dataclass(slots=True)
class _Measure:
    """How large the layout of a tree can become."""

    elements: int = 0
    depth: int = 0
    lists: int = 0
    blocks: int = 1
    run: int = 0
    longest: int = 0

    def take(self, tree: Any) -> _Measure:
        """Measures the tree; of its styles only "not shown" is left in it."""
        depths = {None: (0, 0)}
        for element in tree.iter():
            above, lists = depths[element.getparent()]
            depths[element] = above + 1, lists + (element.tag in _LISTS)
            self.elements += 1
            self.depth, self.lists = max(self.depth, above), max(self.lists, lists)
            if not self.is_modest():
                break
            if element.tag in _BLOCKS:
                self.blocks += 1
                self.run = 0
            self.run += len(element.text or "") + len(element.tail or "")
            self.longest = max(self.longest, self.run)
            if style := element.get("style"):
                element.set("style", "display:none" if _HIDDEN.search(style) else "")
        return self

    def is_modest(self) -> bool:
        """Whether it can be laid out without harm."""
        return (
            self.elements <= MOST_ELEMENTS
            and self.depth <= DEEPEST
            and self.lists <= DEEPEST_LIST
            and self.blocks * self.longest <= MOST_CELLS
        )


def _stripped(source: str) -> str:
    text = _BREAK.sub("\n", _UNSEEN.sub(" ", source.replace("\n", " ")))
    text = html.unescape(_TAG.sub(" ", text))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
