"""What may go into an IMAP command, checked before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from imapclient.imap_utf7 import encode

from shopdesk.domain.errors import ServerRefused
from shopdesk.words import _

# RFC 2683 3.2.1.5 asks clients for command lines of no more than about 1,000 octets.
_LONGEST_SET = 900


def refuse_line_breaks(*arguments: str) -> None:
    """Raise `ServerRefused` for a CR, LF or NUL, or a character that no server could take."""
    for argument in arguments:
        if any(c in argument for c in "\r\n\0") or not _encodable(argument):
            raise ServerRefused(
                _(
                    "{argument} has a line break or a broken character in it and was not sent. "
                    "Correct it where it comes from."
                ).format(argument=ascii(argument))
            )


def _encodable(argument: str) -> bool:
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True


def quoted(text: str) -> str:
    """The text as an IMAP quoted string; it must be ASCII without line breaks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def folder_argument(name: str) -> str:
    """A folder name as it goes into a command: modified UTF-7, quoted."""
    refuse_line_breaks(name)
    return quoted(bytes(encode(name)).decode("ascii"))


def uid_sets(uids: Sequence[int]) -> Iterator[str]:
    """UIDs as IMAP sets, runs joined, none longer than a command line may be."""
    current = ""
    for part in _runs(uids):
        if current and len(current) + len(part) >= _LONGEST_SET:
            yield current
            current = ""
        current = f"{current},{part}" if current else part
    if current:
        yield current


def _runs(uids: Sequence[int]) -> Iterator[str]:
    ordered = sorted(set(uids))
    start = 0
    for at, uid in enumerate(ordered, 1):
        if at < len(ordered) and ordered[at] == uid + 1:
            continue
        first = ordered[start]
        yield str(uid) if first == uid else f"{first}:{uid}"
        start = at
