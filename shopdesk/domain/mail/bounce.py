"""Why a mail came back, and whether trying again makes sense.

Servers say the same thing in a hundred ways, and their codes contradict their words: a full mailbox
comes as "5.1.1", a blocked sender as "user unknown". The words count first, then the code that
stands among them, then the one in the form (RFC 3463).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from shopdesk.domain.mail import words_of_servers as servers
from shopdesk.domain.patterns import compiled

LOOKED_AT = 4_000
"""Characters of a server's words that are looked at."""
LONGEST_SAID = 300


class Lasting(StrEnum):
    """Whether the address itself is dead."""

    HARD = "hard"
    """There is nobody: another mail to it will come back too."""
    SOFT = "soft"
    """Everything else: full, blocked, too late; it may work another time or another way."""


class Cause(StrEnum):
    """Why a mail came back."""

    NOBODY = "unknown user"
    NOWHERE = "unknown host"
    MOVED = "moved"
    NO_MAIL = "takes no mail"
    FULL = "mailbox full"
    DISABLED = "mailbox disabled"
    TOO_LARGE = "too large"
    VIRUS = "taken for a virus"
    SPAM = "taken for spam"
    AUTHENTICATION = "sender not authenticated"
    BLOCKED = "sender blocked"
    RATE = "too many at once"
    SENDER = "sender refused"
    RELAY = "relaying refused"
    POLICY = "against a policy"
    FILTERED = "refused after reading"
    CONTENT = "malformed"
    LATE = "not delivered in time"
    NETWORK = "server not reached"
    SERVER = "trouble of the server"
    UNKNOWN = "not said"


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail of ours that did not arrive, or not yet."""

    recipients: tuple[str, ...]
    """Who did not get it; empty when the notice does not say."""
    kind: Lasting
    """Hard when the address is dead."""
    reason: Cause
    """What went wrong."""
    said: str
    """The other server's own words, one line; may be empty."""
    delayed: bool = False
    """Nothing has failed yet: the server goes on trying."""


DEAD = frozenset((Cause.NOBODY, Cause.NOWHERE, Cause.MOVED, Cause.NO_MAIL))

_SIGNS = (
    (Cause.NOBODY, servers.ACCESS_DENIED),
    (Cause.FULL, servers.FULL),
    (Cause.DISABLED, servers.NO_LONGER),
    (Cause.TOO_LARGE, servers.TOO_LARGE),
    (Cause.VIRUS, servers.VIRUS),
    (Cause.AUTHENTICATION, servers.AUTHENTICATION),
    (Cause.SPAM, servers.SPAM),
    (Cause.RELAY, servers.RELAY),
    (Cause.BLOCKED, servers.BLOCKED),
    (Cause.RATE, servers.RATE),
    (Cause.SENDER, servers.SENDER),
    (Cause.POLICY, servers.POLICY),
    (Cause.MOVED, servers.MOVED),
    (Cause.NO_MAIL, servers.NO_MAIL),
    (Cause.NOWHERE, servers.NOWHERE),
    (Cause.NOBODY, servers.NOBODY),
    (Cause.LATE, servers.LATE),
    (Cause.NETWORK, servers.NETWORK),
    (Cause.CONTENT, servers.CONTENT),
    (Cause.SERVER, servers.SERVER),
)
"""In the order in which they are tried."""

_PATH = re.compile(r"(\bhttps?:/*[\w.-]*|\bwww\.[\w.-]+)\S*", re.IGNORECASE)
_ADDRESS = re.compile(r"<?[^\s<>()\"',;:\[\]]*@[\w.-]+>?")
_REPEATED = re.compile(r"\b[245]\d\d[ -]#?(?:[245]\.\d{1,3}\.\d{1,3}\b)?")
_STATUS = re.compile(r"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)")
_CODES = {
    "1.1": Cause.NOBODY,
    "1.2": Cause.NOWHERE,
    "1.3": Cause.NOBODY,
    "1.4": Cause.NOBODY,
    "1.6": Cause.MOVED,
    "1.7": Cause.SENDER,
    "1.8": Cause.SENDER,
    "1.10": Cause.NOBODY,
    "2.1": Cause.DISABLED,
    "2.2": Cause.FULL,
    "2.3": Cause.TOO_LARGE,
    "3.4": Cause.TOO_LARGE,
    "4.4": Cause.NOWHERE,
    "4.7": Cause.LATE,
}
_CLASSES = {
    "3": Cause.SERVER,
    "4": Cause.NETWORK,
    "5": Cause.CONTENT,
    "6": Cause.CONTENT,
    "7": Cause.POLICY,
}


def judged(
    words: str, status: str = "", *, notice: str = "", delayed: bool = False
) -> tuple[Lasting, Cause]:
    """Whether the address is dead, and what went wrong, from a server's words and its code.

    `notice` is what stands around the words; `delayed` says that the mail is still being tried.
    """
    said = _bare(words[:LOOKED_AT])
    around = _bare(notice[:LOOKED_AT])
    # What the server says in its words outweighs what another filled in for it.
    code = next(iter(_STATUS.findall(_ADDRESS.sub(" ", words[:LOOKED_AT]))), status)
    cause = _by_words(said)
    if cause in (None, Cause.SERVER, Cause.CONTENT):
        cause = _by_code(code) or cause or Cause.UNKNOWN
    if cause is Cause.NOBODY and _was_read(words[:LOOKED_AT].lower(), around, code):
        cause = Cause.FILTERED
    passing = delayed or status.startswith("4") or code.startswith("4")
    passing = passing or compiled(servers.PASSING).search(said) is not None
    return (Lasting.HARD if cause in DEAD and not passing else Lasting.SOFT), cause


def told(words: str) -> str:
    """A server's words for the screen: one line, not too long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_SAID else line[: LONGEST_SAID - 1] + "…"


def _was_read(said: str, around: str, code: str) -> bool:
    """Whether "user unknown" is only an excuse: the mail was refused for what is in it."""
    if compiled(servers.NAMELESS).search(said):
        return True
    if not compiled(servers.UNKNOWN_USER).search(said) or code.startswith(("5.1.", "5.5.")):
        return False
    if code.startswith(("5.2.0", "5.7.")):
        return True
    after = compiled(servers.AFTER_DATA)
    return after.search(said) is not None or after.search(around) is not None


def _bare(words: str) -> str:
    """Without addresses and paths, whose names often say what is not so."""
    text = _ADDRESS.sub(" ", _PATH.sub(r"\1", words)).replace("’", "'")
    return " ".join(_REPEATED.sub(" ", text).split()).lower()


def _by_words(said: str) -> Cause | None:
    return next((cause for cause, pattern in _SIGNS if compiled(pattern).search(said)), None)


def _by_code(code: str) -> Cause | None:
    kind, _, detail = code.partition(".")
    if kind not in ("4", "5"):
        return None
    return _CODES.get(detail) or _CLASSES.get(detail.partition(".")[0])
