"""An HTML tree made ready for the layout: what is unseen goes, links and quotes are marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from shopdesk.adapters.mime.links import Links

DEEPEST = 200
"""Levels that are laid out; the parser drops what lies beyond 256."""
DEEPEST_LIST = 12
"""Lists within lists; every level indents each of its lines once more."""
DEEPEST_QUOTE = 12
"""Quotes within quotes that are marked as such."""
MOST_QUOTES = 200
MOST_ELEMENTS = 20_000
MOST_CELLS = 20_000_000
"""Characters that a layout may come to: its lines times the longest of them."""
LONGEST_STYLES = 100_000
RULE = "----------"

_LISTS = ("ul", "ol")
_CELLS = ("td", "th")
_BLOCKS = frozenset(
    ("p", "div", "br", "hr", "li", "tr", "table", "blockquote", "h1", "h2", "h3", *_LISTS, *_CELLS)
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|"
    r"(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_FLAT = re.compile(r"max-height\s*:\s*0", re.IGNORECASE)
_CUT = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_TOP_LINE = re.compile(r"border-top(?:-style)?\s*:[^;]*\b(?:solid|dotted|dashed)", re.IGNORECASE)
_NO_LINE = re.compile(r"border(?:-left)?\s*:\s*(?:none|0)", re.IGNORECASE)
_LEFT_LINE = re.compile(r"border-left(?:-style|-width)?\s*:\s*(?!none|0)", re.IGNORECASE)
_QUOTING = re.compile(r"quote|cite", re.IGNORECASE)
_BRACES = re.compile(r"([{}])")
_SELECTOR = re.compile(r"\s*\w*([.#][\w-]+)\s*")


@dataclass(slots=True)
class Tidied:
    """One tree, looked over and made ready."""

    links: Links | None
    """Takes the addresses that the tree links to; None: links are not marked."""
    elements: int = 0
    depth: int = 0
    lists: int = 0
    blocks: int = 1
    run: int = 0
    longest: int = 0
    hidden: frozenset[str] = frozenset()
    """Selectors of classes and ids that its style sheet hides."""
    quotes: list[Any] = field(default_factory=list)

    def take(self, tree: Any, render: Callable[[Any], str]) -> bool:
        """Change the tree; False, and no promise about it, where its layout would do harm."""
        self.hidden = frozenset(_hidden_selectors(tree))
        above: dict[Any, tuple[int, int, int]] = {None: (0, 0, 0)}
        found: list[Any] = []
        for element in tree.iter():
            depth, lists, quotes = above[element.getparent()]
            quoting = element.tag == "blockquote" and quotes < DEEPEST_QUOTE
            above[element] = depth + 1, lists + (element.tag in _LISTS), quotes + quoting
            self._measure(element, depth, lists)
            if not self._is_modest():
                return False
            if isinstance(element.tag, str):
                found.append(element)
                if quoting and _quotes(element):
                    self.quotes.append(element)
        unseen: set[Any] = set()
        for element in found:
            if element not in unseen and not self._tidy(element):
                unseen.update(element.iter())
        for quote in reversed(self.quotes[:MOST_QUOTES]):
            _mark_quote(quote, render)
        return True

    def _measure(self, element: Any, depth: int, lists: int) -> None:
        self.elements += 1
        self.depth, self.lists = max(self.depth, depth), max(self.lists, lists)
        if element.tag in _BLOCKS:
            self.blocks += 1
            self.run = 0
        self.run += len(element.text or "") + len(element.tail or "")
        self.longest = max(self.longest, self.run)

    def _is_modest(self) -> bool:
        """Whether it can be laid out without harm."""
        return (
            self.elements <= MOST_ELEMENTS
            and self.depth <= DEEPEST
            and self.lists <= DEEPEST_LIST
            and self.blocks * self.longest <= MOST_CELLS
        )

    def _tidy(self, element: Any) -> bool:
        """Mark what it is; False where nothing of it is shown."""
        style = element.get("style") or ""
        if self._is_hidden(element, style):
            element.set("style", "display:none")
            return False
        if style:
            element.set("style", "")
        if element.tag == "a":
            self._mark_link(element)
        elif element.tag == "hr":
            element.tag, element.text = "div", RULE
        elif _TOP_LINE.search(style) and _begins_with_label(element):
            # Outlook draws this line above the mail that is answered.
            line = element.makeelement("div")
            line.text = RULE
            element.insert(0, line)
            line.tail, element.text = element.text, None
        return True

    def _mark_link(self, element: Any) -> None:
        address, shown = element.get("href"), "".join(element.itertext()).strip()
        if self.links and address and shown and (mark := self.links.mark(address, shown)):
            _append(element, f" {mark}")

    def _is_hidden(self, element: Any, style: str) -> bool:
        if _HIDDEN.search(style) or (_FLAT.search(style) and _CUT.search(style)):
            return True
        if element.get("hidden") is not None:
            return True
        if not self.hidden:
            return False
        names = [f".{name}" for name in (element.get("class") or "").split()]
        return not self.hidden.isdisjoint((*names, f"#{element.get('id')}"))


def _hidden_selectors(tree: Any) -> Iterator[str]:
    """Classes and ids that a style sheet hides on every screen."""
    for sheet in tree.iter("style"):
        selectors, depth = "", 0
        for piece in _BRACES.split((sheet.text or "")[:LONGEST_STYLES]):
            if piece == "{":
                depth += 1
            elif piece == "}":
                depth = max(0, depth - 1)
            elif depth == 0:
                selectors = piece
            elif depth == 1 and _HIDDEN.search(piece):
                for selector in selectors.split(","):
                    if found := _SELECTOR.fullmatch(selector):
                        yield found[1]


def _quotes(element: Any) -> bool:
    """Whether a block quote quotes; some programs only indent with it."""
    if element.get("type") or element.get("cite"):
        return True
    style = element.get("style") or ""
    if _QUOTING.search(element.get("class") or "") or _LEFT_LINE.search(style):
        return True
    return not _NO_LINE.search(style)


def _mark_quote(quote: Any, render: Callable[[Any], str]) -> None:
    """Put `>` before each of its lines."""
    parent = quote.getparent()
    if parent is None:
        return
    tail, quote.tail = quote.tail, None
    lines = render(quote).strip("\n").split("\n")
    marked = quote.makeelement("pre")
    marked.text = "\n".join(f"> {line}".rstrip() for line in lines)
    marked.tail = tail
    parent.replace(quote, marked)


def _begins_with_label(element: Any) -> bool:
    first = next((text.strip() for text in element.itertext() if text.strip()), "")
    return first.endswith((":", "\uff1a")) and len(first) <= 30


def _append(element: Any, text: str) -> None:
    """Text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
