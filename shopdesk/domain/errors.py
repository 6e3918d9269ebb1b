"""Everything that can go wrong, as one tree.

ShopdeskError
├── ConfigError            the settings file or the call is wrong (exit code 2)
├── RecordsError           the profile's files cannot be read or written
│   ├── DiskFull
│   ├── Damaged            they are broken, or not ours
│   └── OnlyShows          another board writes; this one may not
├── TemplateError          a template does not parse, or cannot be filled in
├── PlaybookError          the list of known problems cannot be read
├── UnreadableMail         one mail that cannot be read; it is quarantined
├── SecretMissing          no password where the settings say it is
├── PhoneError             the owner's phone was not told
└── ServerError            a mail server; every one says whether trying again can help
    ├── Unreachable        no network, no such host, timed out, connection lost
    ├── CertificateRefused
    ├── SignInRefused
    ├── Unsafe             the server would have us speak in the clear
    ├── ServerRefused      it answered no to a command; a reply refused for good
    └── OutcomeUnknown     the connection died after the mail was handed over
"""

from __future__ import annotations


class ShopdeskError(Exception):
    """An error with one sentence for the owner: what, where, and what to do."""


class ConfigError(ShopdeskError):
    """The settings or the call are wrong; `problems` holds one sentence for each mistake."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class RecordsError(ShopdeskError):
    """The profile's files cannot be read or written."""


class DiskFull(RecordsError):
    """No room left for the records; nothing was half written."""


class Damaged(RecordsError):
    """The file is no database of ours, or a broken one."""


class OnlyShows(RecordsError):
    """Another board is open on the profile, and this one only shows what it holds."""


class PlaybookError(ShopdeskError):
    """The list of known problems cannot be read."""


class TemplateError(ShopdeskError):
    """A template does not parse or cannot be filled in."""

    def __init__(self, sentence: str, *, why: str = "", line: int = 0, column: int = 0) -> None:
        """`why` is the reason alone, as a clause; `line` and `column` count from 1, 0: unknown."""
        super().__init__(sentence)
        self.why = why
        self.line = line
        self.column = column


class FileTrouble(ShopdeskError):
    """A file of the owner's that cannot be read or written."""


class UnreadableMail(ShopdeskError):
    """One mail that cannot be read; its bytes are kept."""


class SecretMissing(ShopdeskError):
    """No password was found where the settings say that it is."""


class PhoneError(ShopdeskError):
    """A note did not reach the owner's phone."""

    def __init__(self, sentence: str, *, passing: bool = True) -> None:
        """`passing`: whether trying again by itself can help."""
        super().__init__(sentence)
        self.passing = passing


class ServerError(ShopdeskError):
    """A mail server failed us."""

    passing = True
    """Whether trying again by itself can help."""


class Unreachable(ServerError):
    """No network, no such host, a time-out, or a lost connection."""


class CertificateRefused(ServerError):
    """The server's certificate is not to be trusted."""

    passing = False


class SignInRefused(ServerError):
    """User name or password were not accepted."""

    passing = False


class Unsafe(ServerError):
    """Going on would send the password or the mail in the clear."""

    passing = False


class ServerRefused(ServerError):
    """The server answered no."""

    def __init__(self, sentence: str, *, passing: bool = False) -> None:
        super().__init__(sentence)
        self.passing = passing


class OutcomeUnknown(ServerError):
    """The mail was handed over, and the answer was lost: it may or may not have been accepted."""

    passing = False
