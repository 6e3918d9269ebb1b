"""Text with a head: TOML between two lines `+++`, or simple YAML between two lines `---`.

Of YAML no more is read than `key: value`, a value in quotes or not, `[a, b]`, and a list of lines
`- value` below a key. Everything is text.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shopdesk.words import _

TOML, YAML = "+++", "---"
_POSITION = re.compile(r"^(?P<why>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end.*)\)$")
_ENTRY = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*:(?:\s+(?P<value>.*))?$")
_ITEM = re.compile(r"\s*-\s+(?P<value>.*)$")
_COMMENT = re.compile(r"\s+#.*$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class WrongSheet(ValueError):
    """The text has no head that can be read."""

    def __init__(self, why: str, line: int = 1, column: int = 1) -> None:
        super().__init__(why)
        self.why = why
        """As a clause."""
        self.line = line
        """In the whole text, from 1."""
        self.column = column
        """From 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text in its two parts."""

    head: Mapping[str, object]
    """What stands above, by key."""
    body: str
    """What stands below, without blank lines around it; `\\n` line ends."""
    line: int
    """The line of the whole text in which the body begins, from 1."""


def parted(text: str) -> Sheet:
    """The text in its parts; raises `WrongSheet`."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    fence = lines[0].rstrip()
    if fence not in (TOML, YAML):
        raise WrongSheet(_("it has no head between two lines +++ or ---"))
    try:
        end = next(n for n, line in enumerate(lines) if n > 0 and line.rstrip() == fence)
    except StopIteration as error:
        why = _("its head has no end: a line {fence}").format(fence=fence)
        raise WrongSheet(why, len(lines)) from error
    head = _toml(lines[1:end]) if fence == TOML else dict(_yaml(lines[1:end]))
    below = lines[end + 1 :]
    blank = next((n for n, line in enumerate(below) if line.strip()), len(below))
    return Sheet(head, "\n".join(below).strip(), end + 2 + blank)


def joined(head: Mapping[str, str | Sequence[str]], body: str) -> str:
    """The text of a head and a body."""
    entries = (f"{key} = {_written(value)}" for key, value in head.items())
    return "\n".join((TOML, *entries, TOML, body.strip("\n"), ""))


def _written(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        quoted = json.dumps(value, ensure_ascii=False)
        # JSON leaves DEL as it is, TOML does not take it
        return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
    return f"[{', '.join(_written(entry) for entry in value)}]"


def _toml(lines: Sequence[str]) -> Mapping[str, object]:
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        found = _POSITION.match(str(error))
        if found is None or found["line"] is None:
            raise WrongSheet(found["why"] if found else str(error), len(lines) + 1) from error
        raise WrongSheet(found["why"], int(found["line"]) + 1, int(found["column"])) from error
    except RecursionError as error:
        raise WrongSheet(_("its head is nested too deeply")) from error


def _yaml(lines: Sequence[str]) -> Iterator[tuple[str, object]]:
    seen: set[str] = set()
    key, items = "", list[str]()
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if (item := _ITEM.fullmatch(line)) and key:
            items.append(_plain(item["value"], number))
            continue
        entry = _ENTRY.fullmatch(line.rstrip())
        if entry is None:
            raise WrongSheet(_("this is no `key: value`"), number)
        if entry["key"] in seen:
            raise WrongSheet(_("`{key}` stands here twice").format(key=entry["key"]), number)
        if key:
            yield key, items or ""
        seen.add(entry["key"])
        key, items = "", []
        value = (entry["value"] or "").strip()
        if value:
            yield entry["key"], _value(value, number)
        else:
            key = entry["key"]
    if key:
        yield key, items or ""


def _value(text: str, line: int) -> object:
    if text.startswith("["):
        inside = _COMMENT.sub("", text)
        if not inside.endswith("]"):
            raise WrongSheet(_("the list does not end on its line"), line)
        return [_plain(part, line) for part in _split(inside[1:-1]) if part.strip()]
    if text[0] in "|>&*!{%@`":
        raise WrongSheet(_("this is more YAML than is read here; put the text in quotes"), line)
    return _plain(text, line)


def _split(text: str) -> list[str]:
    """The parts between commas that stand in no quotes."""
    return re.findall(r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|[^,])+""", text)


def _plain(text: str, line: int) -> str:
    text = text.strip()
    quote = text[:1]
    if quote not in ('"', "'"):
        return _COMMENT.sub("", text)
    closing = re.match(r'"(?:\\.|[^"\\])*"|' + r"'(?:''|[^'])*'", text)
    if closing is None or _COMMENT.sub("", " " + text[closing.end() :]).strip():
        raise WrongSheet(_("the quotes do not end here"), line)
    if quote == "'":
        return closing[0][1:-1].replace("''", "'")
    try:
        return str(json.loads(closing[0]))
    except json.JSONDecodeError as error:
        raise WrongSheet(_("the text in quotes cannot be read"), line) from error
