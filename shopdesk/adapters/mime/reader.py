"""Raw bytes as a message: the `MailReader` port."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from shopdesk.adapters.mime.addresses import parse_addresses
from shopdesk.adapters.mime.body import LONGEST_TEXT, Body, BodyReader
from shopdesk.adapters.mime.fields import Header, words
from shopdesk.adapters.mime.structure import Part, parse
from shopdesk.domain.errors import UnreadableMail
from shopdesk.domain.mail.message import Address, Attachment, Message
from shopdesk.domain.mail.quoting import new_text

LONGEST_ID = 900
"""Characters of a Message-ID; a longer one could not be named in a reply's header line."""
MOST_REFERENCES = 200
FORWARD_LEVELS = 3
"""Mails within mails whose text is read."""
MOST_FORWARDS = 5
"""Mails within one mail whose text is read."""
SHORT = 40
"""Characters; who forwards a mail with fewer words of their own wants it read."""

_FORWARDED = "---------- Forwarded message ----------"
_FORWARD = re.compile(
    r"\s*\[?(?:fwd?|fw|wg|tr|rv|enc|i|vs|vb|pd|doorst|пересл\w*|chuyển tiếp|转发|轉寄|転送)"
    r"\s*:",
    re.IGNORECASE,
)

_ID = re.compile(rf"<([^<>\s]{{1,{LONGEST_ID}}})>")
_NOBODY = Address("", "")
_YEARS = range(1980, 2200)


class MimeReader:
    """Reads any mail. Malformed ones are read as far as they can be."""

    def read(self, raw: bytes) -> Message:
        """Raises `UnreadableMail` for nothing at all and for a bomb of parts; never anything else.

        The time is linear in the size, whatever the bytes.
        """
        root, body = _opened(raw)
        header = root.header
        message_id = _message_id(header.get("message-id"))
        sender = _first(parse_addresses(header.get("from"))) or _NOBODY
        reply_to = _answerable(parse_addresses(header.get("reply-to")))
        subject = words(header.get("subject"))
        text = _told(body, subject, FORWARD_LEVELS)
        return Message(
            message_id=message_id,
            references=_references(header, message_id),
            sender=sender,
            reply_to=reply_to,
            to=_recipients(header),
            subject=subject,
            date=_date(header.get("date")),
            text=text,
            new_text=body.links.below(new_text(body.text)) if body.text.strip() else text,
            attachments=tuple(file.attachment for file in body.files),
            headers=header.all(),
            warnings=body.warnings,
        )

    def skim(self, raw: bytes) -> Message:
        """Who wrote what to whom; its files, headers and new words are left empty.

        For mails that are to be found, of which hardly any is ever looked at: three times as quick.
        The end of a mail may have been cut off. Raises like `read`.
        """
        root, whole = _parsed(raw)
        text = BodyReader(root, whole).text()
        if not text:
            return self.read(raw)
        header = root.header
        message_id = _message_id(header.get("message-id"))
        return Message(
            message_id=message_id,
            references=_references(header, message_id),
            sender=_first(parse_addresses(header.get("from"))) or _NOBODY,
            reply_to=_answerable(parse_addresses(header.get("reply-to"))),
            to=_recipients(header),
            subject=words(header.get("subject")),
            date=_date(header.get("date")),
            text=text,
            new_text="",
            attachments=(),
            headers=(),
        )

    def attachments(self, raw: bytes) -> tuple[tuple[Attachment, bytes], ...]:
        """The files of the mail with their bytes; raises like `read`."""
        return tuple((file.attachment, file.content) for file in _opened(raw)[1].files)

    def html(self, raw: bytes) -> str | None:
        """A page that shows the mail's HTML and loads nothing; None where it has no HTML."""
        root, raw = _parsed(raw)
        reader = BodyReader(root, raw)
        source = reader.html()
        if not source.strip():
            return None
        # Only who looks at a mail in the browser pays for loading it.
        from shopdesk.adapters.mime.page import page

        return page(source, reader.read().files)


def _parsed(raw: bytes) -> tuple[Part, bytes]:
    if not raw.strip():
        raise UnreadableMail("The mail is empty.")
    return parse(raw)


def _opened(raw: bytes) -> tuple[Part, Body]:
    root, raw = _parsed(raw)
    return root, BodyReader(root, raw).read()


def _told(body: Body, subject: str, levels: int) -> str:
    """The text with what belongs below it: appointments, addresses, mails that were passed on."""
    parts = [body.links.below(body.text) if body.text else "", "\n".join(body.notices)]
    own = body.text.strip()
    if levels and (not own or (len(own) < SHORT and _FORWARD.match(subject))):
        parts += [_passed_on(mail.content, levels - 1) for mail in body.mails[:MOST_FORWARDS]]
    return "\n\n".join(part for part in parts if part)[:LONGEST_TEXT]


def _passed_on(raw: bytes, levels: int) -> str:
    """A mail within the mail, as programs write one that they forward."""
    try:
        root, body = _opened(raw)
    except UnreadableMail:
        return ""
    header = root.header
    subject = words(header.get("subject"))
    fields = (
        ("From", ", ".join(map(str, parse_addresses(header.get("from"))[:1]))),
        ("Date", words(header.get("date"))),
        ("Subject", subject),
    )
    head = [_FORWARDED, *(f"{name}: {value}" for name, value in fields if value)]
    return "\n".join((*head, "", _told(body, subject, levels)))


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
