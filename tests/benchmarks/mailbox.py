"""A shop's mailbox of any size as a Maildir: the same mails each time for the same end.

Three languages with their usual charsets and encodings; plain mails, HTML beside text, pictures,
newsletters and auto-replies; threads with quoted tails; the headers that mail gathers on its way.
About two hundred mails a week, so that the last seven days hold as many whatever the size.
"""

from __future__ import annotations

import base64
import os
import quopri
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.utils import format_datetime
from pathlib import Path

from tests.benchmarks.words import LANGUAGES, Language

APART = timedelta(minutes=50)
NEEDLE = "zanzibarlamp"
"""A word that stands in one of `NEEDLE_EVERY` mails."""
NEEDLE_EVERY = 5_000
SHOP = "Lan's Shoes <hello@shop.test>"
_KINDS = ("plain", "both", "picture", "news", "robot")
_SHARES = (45, 27, 8, 13, 7)


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail that others may answer."""

    id: str
    subject: str
    references: tuple[str, ...]
    name: str
    email: str
    language: Language


@dataclass(slots=True)
class _Writer:
    count: int
    end: datetime
    chance: random.Random
    lately: list[Sent] = field(default_factory=list)

    def mails(self) -> Iterator[tuple[datetime, bytes]]:
        """Oldest first, each with when it came."""
        for number in range(self.count):
            at = self.end - (self.count - 1 - number) * APART
            last = number == self.count - 1
            kind = "plain" if last else self.chance.choices(_KINDS, _SHARES)[0]
            subject = f"Order #{order_number(number)}: newest" if last else ""
            yield at, self._mail(number, at, kind, subject)

    def _mail(self, number: int, at: datetime, kind: str, subject: str) -> bytes:
        chance = self.chance
        language = chance.choices(LANGUAGES, [one.share for one in LANGUAGES])[0]
        answered = chance.choice(self.lately) if self.lately and chance.random() < 0.3 else None
        if answered is None or kind in ("news", "robot") or subject:
            who = (
                f"c{chance.randrange(max(self.count // 4, 50))}@customers{chance.randrange(9)}.test"
            )
            name = chance.choice(language.names)
            subject = (
                subject or f"Order #{order_number(number)}: {chance.choice(language.subjects)}"
            )
            references: tuple[str, ...] = ()
        else:
            who, name, language = answered.email, answered.name, answered.language
            subject = "Re: " + answered.subject.removeprefix("Re: ")
            references = (*answered.references, answered.id)[-8:]
        id = f"{chance.getrandbits(64):016x}.{number}@{who.partition('@')[2]}"
        charset = chance.choice(language.charsets)
        text = self._text(language, name, quote=bool(references))
        if number % NEEDLE_EVERY == NEEDLE_EVERY // 3:
            text = f"{NEEDLE}\n{text}"
        extra = ""
        if kind == "news":
            name, who = "Weekly Offers", f"news@offers{chance.randrange(9)}.test"
            extra = (
                f"List-Id: <offers.test>\nPrecedence: bulk\n"
                f"List-Unsubscribe: <https://offers.test/u/{chance.getrandbits(60):x}>\n"
            )
        elif kind == "robot":
            subject, extra = f"Auto: {subject}", "Auto-Submitted: auto-replied\n"
        else:
            self._remember(Sent(id, subject, references, name, who, language))
        head = self._head(at, who) + _said(name, who, subject, id, references, at, charset) + extra
        return head.encode() + self._body(kind, text, charset)

    def _remember(self, sent: Sent) -> None:
        self.lately.append(sent)
        del self.lately[:-300]

    def _text(self, language: Language, name: str, *, quote: bool) -> str:
        chance = self.chance
        said = [
            chance.choice(language.sentences) if chance.random() < 0.6 else language.babble(chance)
            for _ in range(chance.randrange(4, 24))
        ]
        text = f"{language.hello}\n\n{' '.join(said)}\n\n{language.bye}\n{name}\n"
        if quote:
            before = "\n".join(f"> {chance.choice(language.sentences)}" for _ in range(6))
            text += f"\n{language.wrote}\n{before}\n"
        return text

    def _head(self, at: datetime, who: str) -> str:
        """What mail servers write on top."""
        chance, day = self.chance, format_datetime(at)
        domain = who.partition("@")[2]
        received = "".join(
            f"Received: from mx{hop}.{domain} ([192.0.2.{chance.randrange(250)}])\n"
            f"\tby in{hop}.shop.test (Postfix) with ESMTPS id {chance.getrandbits(40):010X}\n"
            f"\tfor <hello@shop.test>; {day}\n"
            for hop in range(chance.randrange(2, 5))
        )
        signature = base64.b64encode(chance.randbytes(256)).decode()
        folded = "\n\t ".join(signature[n : n + 70] for n in range(0, len(signature), 70))
        return (
            f"Return-Path: <{who}>\nDelivered-To: hello@shop.test\n{received}"
            f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=s1;\n"
            f"\th=from:to:subject:date:message-id; bh={signature[:44]};\n\tb={folded}\n"
            f"Authentication-Results: in1.shop.test; dkim=pass header.d={domain};\n"
            f"\tspf=pass smtp.mailfrom={domain}; dmarc=pass header.from={domain}\n"
        )

    def _body(self, kind: str, text: str, charset: str) -> bytes:
        plain = self._part("text/plain", text, charset)
        if kind in ("plain", "robot"):
            return plain
        page = _page(text, self.chance, rows=12 if kind == "news" else 0)
        both = self._several("alternative", plain, self._part("text/html", page, charset))
        if kind != "picture":
            return both
        photo = base64.encodebytes(self.chance.randbytes(self.chance.randrange(2_000, 16_000)))
        head = b'Content-Type: image/jpeg; name="photo.jpg"\nContent-Transfer-Encoding: base64\n'
        shown = b'Content-Disposition: attachment; filename="photo.jpg"\n\n'
        return self._several("mixed", both, head + shown + photo)

    def _several(self, kind: str, *parts: bytes) -> bytes:
        line = f"=_{self.chance.getrandbits(64):016x}".encode()
        between = b"\n--" + line + b"\n"
        head = f'Content-Type: multipart/{kind}; boundary="{line.decode()}"\n\n'.encode()
        return head + between + between.join(parts) + b"\n--" + line + b"--\n"

    def _part(self, kind: str, text: str, charset: str) -> bytes:
        raw = text.encode(charset, "replace")
        encoding = self.chance.choice(("base64", "quoted-printable", "quoted-printable", "8bit"))
        if raw.isascii():
            encoding = "7bit"
        elif encoding == "base64":
            raw = base64.encodebytes(raw)
        elif encoding == "quoted-printable":
            raw = quopri.encodestring(raw)
        head = f"Content-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
        return head.encode() + raw


def order_number(number: int) -> str:
    """What the subject of that mail names."""
    return f"{1_000_000 + number}"


def build(folder: Path, count: int, end: datetime, seed: int = 11) -> None:
    """Write a Maildir of so many mails, the newest received at `end`."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 - the same mails each time
    for number, (at, raw) in enumerate(_Writer(count, end.astimezone(UTC), chance).mails()):
        seconds, size = int(at.timestamp()), len(raw)
        flags = "" if number >= count - 20 else "S" if number % 3 else "RS"
        # Dovecot takes both sizes from the name; W counts the lines' ends as two bytes.
        name = f"{seconds}.M{number}P1.bench,S={size},W={size + raw.count(10)}:2,{flags}"
        path = folder / "cur" / name
        path.write_bytes(raw)
        os.utime(path, (seconds, seconds))


def _said(
    name: str,
    who: str,
    subject: str,
    id: str,
    references: tuple[str, ...],
    at: datetime,
    charset: str,
) -> str:
    lines = [
        f"From: {_word(name, charset)} <{who}>",
        f"To: {SHOP}",
        f"Subject: {_word(subject, charset)}",
        f"Date: {format_datetime(at)}",
        f"Message-ID: <{id}>",
        "MIME-Version: 1.0",
        "X-Mailer: Post 3.1",
    ]
    if references:
        lines.append(f"In-Reply-To: <{references[-1]}>")
        lines.append("References: " + "\n ".join(f"<{one}>" for one in references))
    return "\n".join(lines) + "\n"


def _word(text: str, charset: str) -> str:
    return text if text.isascii() else Header(text, charset, maxlinelen=70).encode()


def _page(text: str, chance: random.Random, rows: int) -> str:
    style = "padding:0 0 12px;font-family:Arial,sans-serif;font-size:14px;line-height:20px"
    lines = [f'<tr><td style="{style}">{line}</td></tr>' for line in text.splitlines() if line]
    lines += [
        f'<tr><td align="center" style="padding:10px 20px"><a href="https://click.test/'
        f'{chance.getrandbits(64):016x}"><img src="https://img.test/{chance.getrandbits(48):x}.jpg"'
        f' width="180" height="180" alt=""></a><br><b>{chance.randrange(5, 99)}.99</b></td></tr>'
        for _ in range(rows)
    ]
    return (
        "<html><head><style>body{margin:0}table{border-spacing:0}</style></head><body>"
        '<table width="600">\n' + "\n".join(lines) + "\n</table></body></html>\n"
    )
