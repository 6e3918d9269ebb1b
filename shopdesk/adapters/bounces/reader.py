"""A returned mail as what it means: the `BounceReader` port."""

from __future__ import annotations

import re

from shopdesk.adapters.bounces import library, wording
from shopdesk.adapters.bounces.report import ADDRESS, Entry, entries
from shopdesk.adapters.bounces.returned import LOOKED_AT, Returned, take_apart
from shopdesk.adapters.mime.addresses import parse_addresses
from shopdesk.domain.errors import UnreadableMail
from shopdesk.domain.mail.bounce import Bounce, Cause, Lasting, judged, told

MOST_RECIPIENTS = 100

_TELLING = 8
"""Letters from which on the form's own words are worth more than the notice."""
_LETTERS = re.compile(r"[^\W\d_]")
_ANSWER = re.compile(r"(?<![\w.:/-])[45]\d\d[ -](?:#?[45]\.\d{1,3}\.\d|\S)|\(#[45]\.\d\.\d\)")
_WAITING = re.compile(
    r"warning message only|do not need to resend|has been delayed|is delayed|not yet been "
    r"delivered|will be retried|still (?:be )?(?:trying|try)|temporary failure report|"
    r"delivery (?:is |has been )?delayed|"
    r"will (?:keep|continue) trying|ещ[её] не доставлено",
    re.IGNORECASE,
)
_NO_ENTRY = Entry(recipient="", action="", failed=True, status="", words="")


class BounceReader:
    """Reads returned mails, by the standard where they follow it."""

    def read(self, raw: bytes) -> Bounce | None:
        """Who was not reached and why; None when the mail says that it was delivered.

        Whether it is a returned mail at all is for the caller to know: any mail gets an answer.
        Never raises.
        """
        try:
            returned = take_apart(raw)
        except UnreadableMail:
            return None
        form = entries(returned.report) or entries(returned.notice)
        failed = tuple(entry for entry in form if entry.failed)
        if form and not failed:
            return None
        found = tuple(entry.recipient for entry in failed if entry.recipient)
        found = found or _in_header(returned) or _in_words(returned, raw)
        delayed = _is_waiting(failed, returned)
        kind, cause, said = _verdict(failed, returned, delayed)
        unique = {address.lower(): address for address in reversed(found)}
        names = tuple(reversed(unique.values()))[:MOST_RECIPIENTS]
        return Bounce(names, kind, cause, told(said), delayed)


def _in_header(returned: Returned) -> tuple[str, ...]:
    return tuple(ADDRESS.findall(returned.header.get("x-failed-recipients")))


def _in_words(returned: Returned, raw: bytes) -> tuple[str, ...]:
    within = tuple(e.recipient for e in entries(returned.original.split("\n")) if e.recipient)
    if within:
        # A returned mail that somebody passed on as text.
        return within
    senders = {a.email.lower() for a in parse_addresses(returned.header.get("to"))}
    notice = "\n".join(returned.notice).lower()
    known = tuple(
        address
        for address in library.recipients(raw[:LOOKED_AT])
        if address.lower() not in senders and address.lower() in notice
    )
    return known or wording.recipients(returned.notice, returned.original, senders)


def _is_waiting(failed: tuple[Entry, ...], returned: Returned) -> bool:
    """Whether the server still tries, for all of them."""
    if failed and any(entry.action for entry in failed):
        return all(entry.delayed for entry in failed)
    return any(_WAITING.search(line) for line in returned.notice)


def _verdict(
    failed: tuple[Entry, ...], returned: Returned, delayed: bool
) -> tuple[Lasting, Cause, str]:
    """Hard only where every recipient's address is dead."""
    notice = " ".join(line.strip() for line in returned.notice if line.strip())
    verdicts = []
    for entry in failed or (_NO_ENTRY,):
        telling = len(_LETTERS.findall(entry.words)) >= _TELLING
        kind, cause = judged(
            entry.words if telling else notice,
            entry.status,
            notice=notice,
            delayed=delayed or entry.delayed,
        )
        verdicts.append((kind, cause, entry.words if telling else _said(returned)))
    return next((v for v in verdicts if v[0] is Lasting.SOFT), verdicts[0])


def _said(returned: Returned) -> str:
    """The line of the notice that holds the server's answer; empty when none has its form."""
    lines = (line.strip() for line in returned.notice)
    return next((line for line in lines if _ANSWER.search(line)), "")
