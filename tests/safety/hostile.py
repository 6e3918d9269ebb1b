"""What hostile customers write, and how to tell whether a terminal would obey it."""

from __future__ import annotations

import re
from base64 import b64encode

ATTACKS = {
    "title": "\x1b]0;EVIL-TITLE\x07",
    "icon": "\x1b]8;;http://evil.test\x1b\\",
    "clipboard": "\x1b]52;c;RVZJTA==\x07",
    "colour": "\x1b[31mEVIL-RED",
    "clear": "\x1b[2JEVIL-CLEAR",
    "c1": "\x9b31mEVIL-C1",
    "c1 osc": "\x9d0;EVIL-C1-TITLE\x9c",
    "bell": "\x07EVIL-BELL",
    "back": "EVIL\b\b\b\bLIVE",
    "override": "\u202eEVIL-RTL",
    "isolate": "\u2066EVIL-ISOLATE\u2069",
    "embedding": "\u202aEVIL-EMBED\u202c",
}
MARKUP = "[@click=app.quit]EVIL-CLICK[/] [red]EVIL-MARKUP[/red] [/] [b]"
EVERYTHING = " ".join(ATTACKS.values())
_BIDI = tuple(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def encoded(text: str) -> str:
    """As an encoded word, which brings any character into a header."""
    data = text.encode()
    words = (b64encode(data[at : at + 42]).decode() for at in range(0, len(data), 42))
    return "\r\n ".join(f"=?utf-8?b?{word}?=" for word in words)


def mail(
    *,
    name: str = "Jane Roe",
    address: str = "jane@customers.test",
    subject: str = "Where is my order?",
    body: str = "Hello, where is my order #1042? Thank you.",
    filename: str = "",
    id: str = "hers@customers.test",
    headers: str = "",
) -> bytes:
    """A mail with such words in it, and a file of that name."""
    text = b64encode(body.encode()).decode()
    top = (
        f"From: {encoded(name)} <{address}>\r\nTo: hello@lans-shoes.example\r\n"
        f"Subject: {encoded(subject)}\r\nMessage-ID: <{id}>\r\n"
        f"Date: Sat, 21 Nov 2026 09:00:00 +0700\r\n{headers}MIME-Version: 1.0\r\n"
    )
    part = (
        "Content-Type: text/plain; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{text}\r\n"
    )
    if not filename:
        return (top + part).encode()
    named = f"=?utf-8?b?{b64encode(filename.encode()).decode()}?="
    return (
        top
        + 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
        + part
        + '--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment;\r\n filename="'
        + f'{named}"\r\n\r\nEVIL-FILE\r\n--b--\r\n'
    ).encode()


def obeyed(written: bytes) -> list[str]:
    """What in a program's output would make a terminal do what a customer wrote."""
    text = written.decode("utf-8", "replace")
    found = [name for name, attack in ATTACKS.items() if attack in text]
    found += [f"U+{ord(c):X}" for c in _BIDI if c in text]
    found += [f"C1 {ord(c):X}" for c in text if 0x80 <= ord(c) < 0xA0]
    # OSC, DCS, APC, PM with anything of theirs inside
    strings = re.findall(r"\x1b[\]P_^X][^\x07\x1b]*", text)
    found += [s for s in strings if "EVIL" in s or "evil" in s or "RVZJTA" in s]
    # a control sequence that runs straight into their words, unlike ours: theirs has a bare colour
    found += re.findall(r"\x1b\[(?:31m|2J)EVIL", text)
    return found


def raw_controls(output: bytes) -> list[str]:
    """Control characters in what is for a pipe: none but line ends belong there."""
    text = output.decode("utf-8", "replace")
    steering = {*_BIDI, *map(chr, (*range(0x20), *range(0x7F, 0xA0)))} - {"\n"}
    return sorted({f"U+{ord(c):04X}" for c in text if c in steering})
