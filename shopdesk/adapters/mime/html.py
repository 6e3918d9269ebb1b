"""HTML bodies as text.

The library lays tables out in columns and obeys paddings, so that a few kilobytes of hostile HTML
can ask it for gigabytes of blanks. The tree is looked over first; what is too deep, too wide or
too long for a layout is read without one.
"""

from __future__ import annotations

import html
import re
from typing import Any

from shopdesk.adapters.mime.html_tree import Tidied
from shopdesk.adapters.mime.links import Links

LONGEST = 1_000_000
"""Characters of HTML that are read."""
LONGEST_LAYOUT = 300_000
"""Characters of HTML in one mail that are laid out; the rest is read without a layout."""

_INLINE = re.compile(r"data:[\w.+/-]{1,80}(?:;[\w=.-]{1,40}){0,4},[A-Za-z0-9+/=%\s]{64,}")
_BLOCKS = "p|div|br|hr|li|ul|ol|tr|table|blockquote|h[1-6]"
_XML = re.compile(r"\A\s*<\?xml[^>]*>")
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|head|title|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(rf"</?(?:{_BLOCKS})\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_PADDING = re.compile(r"(?:[\u00ad\u034f\u2007\u200b\u200c\ufeff]\s*){3,}")
"""What newsletters fill the preview of a mail up with."""
_INVISIBLE = str.maketrans({0xAD: None, 0x034F: None, 0x200B: None, 0xFEFF: None, 0xA0: " "})


def to_text(source: str, links: Links | None = None, room: int = LONGEST_LAYOUT) -> str:
    """What a reader would see of it; nothing that it points to is fetched.

    It is laid out when it is no longer than `room` characters. Quotes have `>` before each
    line; with `links`, what is a link has a mark, and its address is there.
    """
    if len(source) > LONGEST:
        # What nobody reads makes most of a page's length: pictures within it, styles, comments.
        source = _UNSEEN.sub(" ", _INLINE.sub("data:,", source))
    source = _XML.sub("", source[:LONGEST]).replace("\0", "")
    text = (_laid_out(source, links) if len(source) <= room else "") or _stripped(source)
    text = _PADDING.sub(" ", text.replace("\xa0", " "))
    # Not by a pattern: a table has long rows of blanks, and one would try each of them again.
    text = "\n".join(line.rstrip() for line in text.translate(_INVISIBLE).split("\n"))
    return _EMPTY_LINES.sub("\n\n", text).strip()


def _laid_out(source: str, links: Links | None) -> str:
    """Empty where the library must not, or cannot, make anything of it."""
    # Only the first HTML mail pays for loading these.
    from lxml.etree import LxmlError
    from lxml.html import document_fromstring

    try:
        tree = document_fromstring(source)
        return _rendered(tree).strip() if Tidied(links).take(tree, _rendered) else ""
    except (LxmlError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""


def _rendered(tree: Any) -> str:
    from inscriptis.css_profiles import STRICT_CSS_PROFILE
    from inscriptis.html_engine import Inscriptis
    from inscriptis.model.config import ParserConfig

    return str(Inscriptis(tree, ParserConfig(css=STRICT_CSS_PROFILE)).get_text())


def _stripped(source: str) -> str:
    text = _BREAK.sub("\n", _UNSEEN.sub(" ", source.replace("\n", " ")))
    text = html.unescape(_TAG.sub(" ", text))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
