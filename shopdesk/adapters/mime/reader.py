"""Raw bytes as a message: the `MailReader` port."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from shopdesk.adapters.mime.addresses import parse_addresses
from shopdesk.adapters.mime.body import BodyReader
from shopdesk.adapters.mime.fields import Header, words
from shopdesk.adapters.mime.structure import parse
from shopdesk.domain.errors import UnreadableMail
from shopdesk.domain.message import Address, Message
from shopdesk.domain.quoting import new_text

LONGEST_ID = 900
"""Characters of a Message-ID; a longer one could not be named in a reply's header line."""
MOST_REFERENCES = 200

_ID = re.compile(rf"<([^<>\s]{{1,{LONGEST_ID}}})>")
_NOBODY = Address("", "")
_YEARS = range(1980, 2200)


class MimeReader:
    """Reads any mail. Malformed ones are read as far as they can be."""

    def read(self, raw: bytes) -> Message:
        """Raises `UnreadableMail` for nothing at all and for a bomb of parts; never anything else.

        The time is linear in the size, whatever the bytes.
        """
        if not raw.strip():
            raise UnreadableMail("The mail is empty.")
        root, raw = parse(raw)
        header = root.header
        body = BodyReader(root, raw).read()
        message_id = _message_id(header.get("message-id"))
        return Message(
            message_id=message_id,
            references=_references(header, message_id),
            sender=_first(parse_addresses(header.get("from"))) or _NOBODY,
            reply_to=_answerable(parse_addresses(header.get("reply-to"))),
            to=_recipients(header),
            subject=words(header.get("subject")),
            date=_date(header.get("date")),
            text=body.text,
            new_text=new_text(body.text),
            attachments=body.files,
            headers=header.all(),
        )


def _first(addresses: tuple[Address, ...]) -> Address | None:
    return _answerable(addresses) or next(iter(addresses), None)


def _answerable(addresses: tuple[Address, ...]) -> Address | None:
    return next((a for a in addresses if "@" in a.email), None)


def _recipients(header: Header) -> tuple[Address, ...]:
    named = (*parse_addresses(header.get("to")), *parse_addresses(header.get("cc")))
    return tuple(dict.fromkeys(a for a in named if a.email))


def _message_id(value: str) -> str:
    if found := _ID.search(value):
        return found[1]
    bare = words(value).strip("<>")
    return bare if bare and " " not in bare and len(bare) <= LONGEST_ID else ""


def _references(header: Header, own: str) -> tuple[str, ...]:
    """References, then In-Reply-To; of a long thread its first and its newest."""
    parents = header.get("in-reply-to")
    ids = [*_ID.findall(header.get("references")), *_ID.findall(parents)]
    if not ids and "@" in parents:
        ids = [_message_id(parents)]
    ids = [i for i in dict.fromkeys(ids) if i and i != own]
    return tuple(ids if len(ids) <= MOST_REFERENCES else (ids[0], *ids[1 - MOST_REFERENCES :]))


def _date(value: str) -> datetime | None:
    """With the sender's offset; UTC where it says that there is none."""
    try:
        date = parsedate_to_datetime(words(value)[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if date.year not in _YEARS:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
