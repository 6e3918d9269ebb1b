"""Reads mails out of a folder, past those that cannot be read."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from shopdesk.adapters.imap.arguments import uid_sets
from shopdesk.adapters.imap.fetching import (
    MOST_AT_ONCE,
    Part,
    Row,
    Trouble,
    batches,
    dated,
    head,
    rows,
)
from shopdesk.adapters.imap.session import Session
from shopdesk.domain.errors import ServerRefused, Unreachable
from shopdesk.domain.mail.conversation import Place
from shopdesk.ports.mail import Arrival, Folder
from shopdesk.words import _

log = logging.getLogger(__name__)

_HEAD = "(UID RFC822.SIZE FLAGS INTERNALDATE)"
# a server that cannot read a mail cannot tell its size either
_HEAD_OF_SUSPECT = "(UID FLAGS INTERNALDATE)"

Found = list[tuple[Place, Row]]


class Reader:
    """Turns UIDs into arrivals; remembers over reconnections which mails make trouble."""

    def __init__(self, session: Session, mailbox: str) -> None:
        self._session = session
        self._mailbox = mailbox
        self._trouble = Trouble()

    def read(
        self, folder: Folder, uids: Sequence[int], first: int | None = None
    ) -> Iterator[Arrival]:
        """In the order of `uids`; with `first` only so many bytes of each. Raises `ServerError`."""
        if not uids:
            return
        validity = self._session.inside(folder.name).state.uidvalidity
        places = [Place(self._mailbox, folder.name, validity, uid) for uid in uids]
        for run in self._trouble.runs(places, MOST_AT_ONCE):
            if self._trouble.hopeless(run[0]):
                log.error("%s cannot be fetched at all", run[0])
                yield Arrival(run[0], folder.role, dated(b""), frozenset(), b"", 0)
            elif first is not None and self._trouble.part(run[0]) is Part.WHOLE:
                yield from self._beginnings(folder, run, first)
            else:
                yield from self._arrivals(folder, run)

    def _arrivals(self, folder: Folder, run: tuple[Place, ...]) -> Iterator[Arrival]:
        most = self._trouble.part(run[0])
        items = _HEAD if most is Part.WHOLE else _HEAD_OF_SUSPECT
        heads = {p.uid: head(row) for p, row in self._fetched(run, items)}
        places = {p.uid: p for p in run if p.uid in heads}
        for part, batch in batches(list(places), heads):
            group = tuple(places[uid] for uid in batch)
            for place, raw in self._texts(group, part if most is Part.WHOLE else most):
                of = heads[place.uid]
                received = of.received or dated(raw)
                yield Arrival(place, folder.role, received, of.flags, raw, of.size or len(raw))
        self._trouble.clear(run)

    def _beginnings(self, folder: Folder, run: tuple[Place, ...], first: int) -> Iterator[Arrival]:
        """At one go: they are bounded in size, so there is nothing to ask before."""
        items = f"(UID RFC822.SIZE INTERNALDATE {Part.WHOLE.value}<0.{first}>)"
        told = list[Place]()
        for place, row in self._fetched(run, items):
            raw = row.get(Part.WHOLE.answer + b"<0>", row.get(Part.WHOLE.answer))
            if isinstance(raw, bytes):
                told.append(place)
                of = head(row)
                received, size = of.received or dated(raw), of.size or len(raw)
                yield Arrival(place, folder.role, received, frozenset(), raw[:first], size)
        self._look_for(tuple(place for place in run if place not in told))
        self._trouble.clear(run)

    def _texts(self, group: tuple[Place, ...], part: Part) -> list[tuple[Place, bytes]]:
        if part is Part.NOTHING:
            log.error("%s cannot be read and comes without its text", group[0])
            return [(group[0], b"")]
        texts = [
            (place, raw)
            for place, row in self._fetched(group, f"(UID {part.value})")
            if isinstance(raw := row.get(part.answer), bytes)
        ]
        told = {place for place, _ in texts}
        self._look_for(tuple(place for place in group if place not in told))
        return texts

    def _look_for(self, missing: tuple[Place, ...]) -> None:
        """Mails that came without text: gone meanwhile, or is the server hiding something?"""
        if not missing:
            return
        self._session.leave_folder()
        withheld = [place for place, _ in self._fetched(missing, "(UID FLAGS)")]
        if withheld:
            self._trouble.note(withheld)
            raise ServerRefused(
                _("{server} lists a mail in {folder} but does not hand it out.").format(
                    server=self._session.server, folder=withheld[0].folder
                ),
                passing=True,
            )

    def _fetched(self, group: tuple[Place, ...], items: str) -> Found:
        """One FETCH; one for each mail when the server refuses to do it at once."""
        try:
            return self._fetch(group, items)
        except ServerRefused:
            # what another program deleted meanwhile is only gone in a view taken anew
            self._session.leave_folder()
        found: Found = []
        for place in group:
            try:
                found += self._fetch((place,), items)
            except ServerRefused:
                self._trouble.note((place,))
                raise
        return found

    def _fetch(self, group: tuple[Place, ...], items: str) -> Found:
        state = self._session.inside(group[0].folder).state
        if state.uidvalidity != group[0].uidvalidity:
            raise Unreachable(
                _("{server} renumbered the mails of {folder} while we read them.").format(
                    server=self._session.server, folder=group[0].folder
                )
            )
        found: dict[int, Row] = {}
        try:
            for uid_set in uid_sets([p.uid for p in group]):
                with self._session.speaking() as connection:
                    found |= rows(connection.uid_command("FETCH", uid_set, items))
        except Unreachable:
            self._trouble.note(group)
            raise
        return [(p, found[p.uid]) for p in group if p.uid in found]
