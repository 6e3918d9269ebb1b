"""A mail's HTML as a page that a browser can open without telling anybody.

Three fences, each enough by itself: what could load or run anything is not let through (`nh3`), the
page forbids its browser to load what is not in it, and it stands alone in a file.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from urllib.parse import unquote

from shopdesk.adapters.mime.file import File

LONGEST = 5_000_000
"""Characters of HTML that are shown."""
MOST_PICTURES = 25 * 1024 * 1024
"""Bytes of the mail's own pictures that are put into the page."""

_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "form-action 'none'; base-uri 'none'"
)
_HEAD = (
    '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
    f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    '<meta http-equiv="x-dns-prefetch-control" content="off">\n'
    '<meta name="referrer" content="no-referrer">\n'
    "<style>body { max-width: 60rem; margin: 1rem auto; font-family: sans-serif } "
    "img { max-width: 100% }</style>\n</head>\n<body>\n"
)
_TAIL = "\n</body>\n</html>\n"

_TAGS = """
a abbr address b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl
dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub
sup table tbody td tfoot th thead tr tt u ul var wbr
"""
_GONE_WITH_CONTENT = "script style title head template noscript iframe object svg math"
_CELL = "colspan nowrap rowspan"
_ATTRIBUTES = {
    "*": "align bgcolor color dir height lang style title valign width",
    "a": "href",
    "font": "face size",
    "img": "alt border src",
    "ol": "start type",
    "table": "border cellpadding cellspacing",
    "td": _CELL,
    "th": _CELL,
}
_STYLES = """
background-color border border-bottom border-collapse border-color border-left border-radius
border-right border-spacing border-style border-top border-width clear color direction display float
font font-family font-size font-style font-variant font-weight height letter-spacing line-height
margin margin-bottom margin-left margin-right margin-top max-height max-width min-width overflow
padding padding-bottom padding-left padding-right padding-top table-layout text-align
text-decoration text-indent text-transform vertical-align visibility white-space width word-break
"""
"""None of them takes an address; in case a browser sees that differently, see `_plain`."""
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "cid", "data"))
_PICTURES = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"))
_LINK = re.compile(r"\s*(?:https?:|mailto:|tel:)", re.IGNORECASE)
_OWN_PICTURE = re.compile(r"\s*data:image/(?:png|jpeg|gif|webp|bmp);base64,", re.IGNORECASE)
_CALLS = re.compile(r"[(\\@]|/\*")
_COLOURS = re.compile(r"(?:rgb|hsl)a?\([\d\s.,%/]*\)")
_CID = re.compile(r"\s*cid:(.+)", re.IGNORECASE)
_CID_SOURCE = re.compile(r'src="cid:(\d{1,6})"')


def page(source: str, files: Iterable[File]) -> str:
    """The whole page; the pictures among `files` that it names by content id are put into it."""
    import nh3

    pictures = [f for f in files if f.content_id and f.attachment.content_type in _PICTURES]
    numbers = {f.content_id.lower(): n for n, f in enumerate(pictures)}

    def checked(tag: str, name: str, value: str) -> str | None:
        if name == "href":
            return value if _LINK.match(value) else None
        if name == "style":
            return _plain(value)
        if name != "src":
            return value
        if _OWN_PICTURE.match(value):
            return value
        named = _CID.match(value)
        number = numbers.get(unquote(named[1]).strip().lower()) if named else None
        return None if number is None else f"cid:{number}"

    body = nh3.clean(
        source[:LONGEST],
        tags=set(_TAGS.split()),
        clean_content_tags=set(_GONE_WITH_CONTENT.split()),
        attributes={tag: set(names.split()) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=checked,
        url_schemes=set(_SCHEMES),
        filter_style_properties=set(_STYLES.split()),
        link_rel="noopener noreferrer nofollow",
    )
    return f"{_HEAD}{_with_pictures(body, pictures)}{_TAIL}"


def _plain(style: str) -> str:
    """The declarations without any that calls something, escapes a letter or hides in a comment."""
    return ";".join(
        one for one in style.split(";") if not _CALLS.search(_COLOURS.sub("", one.lower()))
    )


def _with_pictures(body: str, pictures: list[File]) -> str:
    """The checked page with the pictures in it, as long as there is room for them."""
    room = MOST_PICTURES

    def source(found: re.Match[str]) -> str:
        nonlocal room
        number = int(found[1])
        if number >= len(pictures) or len(pictures[number].content) > room:
            return ""
        picture = pictures[number]
        room -= len(picture.content)
        data = base64.b64encode(picture.content).decode("ascii")
        return f'src="data:{picture.attachment.content_type};base64,{data}"'

    return _CID_SOURCE.sub(source, body)
