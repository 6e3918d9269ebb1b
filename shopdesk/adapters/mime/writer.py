"""A reply as raw bytes: the `MailWriter` port.

Written by hand rather than with the standard library's header classes, whose folding differs from
one Python to the next, and which take a line break in a value for the end of the field.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime

from shopdesk.adapters.mime.enclosing import enclosed
from shopdesk.domain.errors import TemplateError

LINE = 76
"""Characters of a line that we keep to where it can be broken."""
LONGEST_LINE = 998
"""Characters of a line, its end not counted, that RFC 5322 allows."""
LONGEST_ID = 900

# The second for what is older than the first (RFC 3834), the third for Exchange.
_AUTOMATIC = (
    ("Auto-Submitted", "auto-replied"),
    ("Precedence", "bulk"),
    ("X-Auto-Response-Suppress", "All"),
)
_FORBIDDEN = re.compile(r"[\r\n\0]")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_PRINTABLE = re.compile(r"[\x20-\x7e]*")
_AS_IT_IS = re.compile(r"[\x20-\x7e\t\n]*")
_ID = re.compile(r"[\x21-\x3b\x3d\x3f-\x7e]+")
_MAILBOX = re.compile(
    r"(?:\"[^\"\\\x00-\x1f\x7f]+\"|[^\s@<>\"(),:;\x00-\x1f\x7f]+)"
    r"@[^\s@<>\"(),;\x00-\x1f\x7f]+"
)
_LINE_END = re.compile(r"\r\n?|\n")


class MimeWriter:
    """Writes `text/plain` replies, with files beside the text where there are any."""

    def write(
        self,
        *,
        message_id: str,
        sender: str,
        sender_name: str,
        to: Sequence[str],
        cc: Sequence[str] = (),
        subject: str,
        body: str,
        files: Sequence[tuple[str, bytes]] = (),
        in_reply_to: str,
        references: Sequence[str],
        at: datetime,
        automatic: bool = False,
        unsubscribe: str = "",
        one_click: str = "",
    ) -> bytes:
        """A finished mail, CRLF line ends; `TemplateError` for a line break in a header."""
        values = (
            *(message_id, sender, sender_name, *to, *cc, subject, in_reply_to),
            *(*references, unsubscribe, one_click),
        )
        for value in values:
            if _FORBIDDEN.search(value):
                raise TemplateError(f"A line break is not allowed in a header field: {value!r}.")
        encoding, content = _body(body)
        text_fields = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", encoding),
        ]
        if files:
            kind, content = enclosed(text_fields, content, files)
            text_fields = [("Content-Type", kind)]
        fields = [
            ("From", _named(sender_name, sender)),
            ("To", _mailboxes(to)),
            ("Cc", _mailboxes(cc)),
            ("Subject", _unstructured("Subject", subject)),
            ("Date", format_datetime(at)),
            ("Message-ID", f"<{_required_id(message_id)}>"),
            ("In-Reply-To", _ids((in_reply_to,))),
            ("References", _ids(references)),
            *(_AUTOMATIC if automatic else ()),
            ("List-Unsubscribe", ", ".join(f"<{way}>" for way in (one_click, unsubscribe) if way)),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click" if one_click else ""),
            ("User-Agent", "shopdesk"),
            ("MIME-Version", "1.0"),
            *text_fields,
        ]
        head = "".join(f"{name}: {value}\r\n" for name, value in fields if value)
        return head.encode("utf-8") + b"\r\n" + content


def _unstructured(name: str, value: str) -> str:
    """A value of free text: folded where it is ASCII, else encoded words."""
    value = " ".join(value.split())
    if not _PRINTABLE.fullmatch(value) or "=?" in value:
        return _encoded(value)
    folded = _folded(value.split(" "), len(name) + 2)
    too_long = any(len(line) > LONGEST_LINE for line in folded.split("\r\n"))
    return _encoded(value) if too_long else folded


def _folded(pieces: Sequence[str], taken: int) -> str:
    """The pieces with blanks between them, broken before `LINE` characters where possible."""
    out = ""
    for piece in pieces:
        if out and taken + 1 + len(piece) > LINE:
            out, taken = f"{out}\r\n {piece}", 1 + len(piece)
        else:
            out, taken = f"{out} {piece}" if out else piece, taken + 1 + len(piece)
    return out


def _encoded(value: str) -> str:
    """RFC 2047 words of at most 75 characters, one a line; no character is cut in two."""
    chunks, chunk = [], b""
    for character in value:
        data = character.encode("utf-8", "replace")
        if len(chunk) + len(data) > 42:
            chunks.append(chunk)
            chunk = b""
        chunk += data
    chunks.append(chunk)
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(c).decode('ascii')}?=" for c in chunks)


def _named(name: str, address: str) -> str:
    name, mailbox = " ".join(name.split()), _mailbox(address)
    if not name:
        return mailbox
    if not _PRINTABLE.fullmatch(name) or "=?" in name or len(name) > LONGEST_LINE // 4:
        return f"{_encoded(name)}\r\n <{mailbox}>"
    if not _ATOMS.fullmatch(name):
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _folded((*name.split(" "), f"<{mailbox}>"), len("From: "))


def _mailboxes(addresses: Sequence[str]) -> str:
    return ",\r\n ".join(_mailbox(address) for address in addresses)


def _mailbox(address: str) -> str:
    """The bare address, its domain in ASCII; a name part that is not ASCII stays UTF-8."""
    if not _MAILBOX.fullmatch(address) or len(address) > LONGEST_LINE // 4:
        raise TemplateError(f"This is not an e-mail address: {address!r}.")
    local, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise TemplateError(f"This is not an e-mail address: {address!r}.") from error


def _required_id(value: str) -> str:
    if not _is_id(value):
        raise TemplateError(f"This cannot be a Message-ID: {value!r}.")
    return value


def _ids(values: Sequence[str]) -> str:
    """Message-IDs, one a line; those that no mail server would pass on are left out."""
    return "\r\n ".join(f"<{value}>" for value in values if _is_id(value))


def _is_id(value: str) -> bool:
    return len(value) <= LONGEST_ID and _ID.fullmatch(value) is not None


def _body(text: str) -> tuple[str, bytes]:
    """The transfer encoding and the body in it: as it is where it can be, else the shorter one."""
    text = _LINE_END.sub("\n", text).rstrip("\n") + "\n"
    longest = max(map(len, text.split("\n")))
    if longest <= LONGEST_LINE and _AS_IT_IS.fullmatch(text):
        return "7bit", text.replace("\n", "\r\n").encode("ascii")
    data = text.encode("utf-8", "replace").replace(b"\n", b"\r\n")
    quoted = binascii.b2a_qp(data)
    packed = base64.encodebytes(data).replace(b"\n", b"\r\n")
    if len(quoted) <= len(packed):
        return "quoted-printable", quoted
    return "base64", packed
