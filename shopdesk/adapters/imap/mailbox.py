"""The port `Mailbox` by IMAP4rev1 (RFC 3501)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from operator import attrgetter

from imapclient.datetime_util import format_criteria_date

from shopdesk.adapters.clock import SystemClock
from shopdesk.adapters.imap.arguments import refuse_line_breaks, uid_sets
from shopdesk.adapters.imap.connecting import greets
from shopdesk.adapters.imap.errors import full
from shopdesk.adapters.imap.fetching import flags, rows
from shopdesk.adapters.imap.reading import Reader
from shopdesk.adapters.imap.seeking import Seeker, search
from shopdesk.adapters.imap.session import Session
from shopdesk.domain.errors import ServerRefused
from shopdesk.domain.mail.conversation import Place
from shopdesk.domain.shop.settings import MailboxSettings
from shopdesk.ports.mail import Arrival, Folder, FolderState, Haunt, Role
from shopdesk.words import _

# Up to so many new mails, listing what is above a UID costs less than a search of the folder.
_FEW = 5_000
_MOST_FOLDERS = 100
_SIGN_OF_LIFE_S = 10.0
_GREETING_S = 3.0


class ImapMailbox:
    """One mailbox over one connection; see the port for what each method promises."""

    def __init__(
        self, settings: MailboxSettings, password: Callable[[], str], *, timeout_s: float = 30
    ) -> None:
        """`password` is called at each `open` and its answer is not kept.

        A server that is silent for `timeout_s` seconds when it should speak is given up.
        """
        self._settings = settings
        self._session = Session(settings, password, timeout_s)
        self._reader = Reader(self._session, settings.address)
        self._seeker = Seeker(self._session)

    def __repr__(self) -> str:
        return f"ImapMailbox({self._settings.address!r})"

    def open(self, *, patience_s: float | None = None) -> None:
        """Connect, protect the connection, sign in; a connection that is there is dropped."""
        self._session.open(patience_s)

    def folders(self) -> tuple[Folder, ...]:
        """The folders of the settings, then Sent where there is one."""
        found = [Folder(name, Role.INBOX) for name in self._settings.folders]
        with self._session.folders() as account:
            sent = account.sent()
        if sent is not None and sent not in self._settings.folders:
            found.append(Folder(sent, Role.SENT))
        return tuple(found)

    def junk(self) -> tuple[Folder, ...]:
        """By their special use, or by the names that they have in many languages."""
        with self._session.folders() as account:
            found = account.searched()
        watched = self._settings.folders
        return tuple(
            Folder(name, Role.JUNK)
            for name, what in found
            if what is Haunt.JUNK and name not in watched
        )

    def state(self, folder: Folder) -> FolderState:
        """As it stands now."""
        return self._session.state(folder.name)

    def uids(self, folder: Folder, *, above: int = 0, since: date | None = None) -> tuple[int, ...]:
        """As it stands now; asks nothing when UIDNEXT says that there is none."""
        state = self._session.afresh(folder.name).state
        if state.uidnext <= above + 1:
            return ()
        with self._session.speaking() as connection:
            if above and since is None and state.uidnext - above <= _FEW:
                found = set(rows(connection.uid_command("FETCH", f"{above + 1}:*", "(UID)")))
            else:
                found = search(connection, *_criteria(above, since))
        # `n:*` brings the last mail even where n is beyond it
        return tuple(sorted(uid for uid in found if uid > above))

    def fetch(
        self, folder: Folder, uids: Sequence[int], *, first: int | None = None
    ) -> Iterator[Arrival]:
        """In the order of `uids`, which must be of the UIDVALIDITY that `state` told last.

        A mail that broke the connection before is read alone; after three failures with its
        header only, after five with no text at all.
        """
        return self._reader.read(folder, uids, first)

    def flags(self, folder: Folder, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """As they are now."""
        self._session.afresh(folder.name)
        found: dict[int, frozenset[str]] = {}
        for uid_set in uid_sets(uids):
            with self._session.speaking() as connection:
                answer = rows(connection.uid_command("FETCH", uid_set, "(UID FLAGS)"))
            found |= {uid: flags(row) for uid, row in answer.items()}
        wanted = set(uids)
        return {uid: of for uid, of in found.items() if uid in wanted}

    def mark_answered(self, places: Sequence[Place]) -> None:
        """The only time that a folder is opened for writing; it is left at once."""
        refuse_line_breaks(*(p.folder for p in places))
        by_folder = attrgetter("folder")
        ours = sorted((p for p in places if p.mailbox == self._settings.address), key=by_folder)
        for name, group in groupby(ours, key=by_folder):
            try:
                self._mark(name, list(group))
            except ServerRefused:
                with self._session.folders() as account:
                    if account.has(name):
                        raise

    def _mark(self, name: str, places: Sequence[Place]) -> None:
        self._session.leave_folder()
        with self._session.speaking() as connection:
            validity = connection.select_folder(name).get(b"UIDVALIDITY")
            uids = [p.uid for p in places if p.uidvalidity == validity]
            for uid_set in uid_sets(uids):
                connection.uid_command("STORE", uid_set, "+FLAGS.SILENT", "(\\Answered \\Seen)")
            if connection.offers("UNSELECT"):
                connection.unselect_folder()
                return
        self._session.examine(name)

    def file_sent(self, raw: bytes, message_id: str, at: datetime, *, waited: bool = True) -> bool:
        """`at` becomes the copy's INTERNALDATE."""
        refuse_line_breaks(message_id)
        if not message_id or not message_id.isascii():
            raise ServerRefused(
                _("{id} is no Message-ID, so no copy went into Sent.").format(id=ascii(message_id))
            )
        with self._session.folders() as account:
            if account.server_files_copies():
                return True
            late = account.may_file_copies() and not waited
            sent = account.sent_or_new()
        if self._seeker.find(sent, [message_id.strip("<>")]):
            return True
        if late:
            return False
        try:
            with self._session.speaking() as connection:
                connection.append(sent, raw, (b"\\Seen",), at.astimezone(UTC))
        except ServerRefused as error:
            raise self._no_copy(sent, error) from error
        return True

    def _no_copy(self, sent: str, error: ServerRefused) -> ServerRefused:
        sentence = (
            _(
                "An answer has left, but the mailbox is full: no copy of it went into {folder}. "
                "Make room; it is tried again."
            )
            if full(str(error))
            else _(
                "An answer has left, but no copy of it went into {folder}; it is tried again. {why}"
            )
        )
        return ServerRefused(sentence.format(folder=sent, why=error), passing=True)

    def sent_at(self, message_id: str) -> datetime | None:
        """Both folders are looked through afresh each time."""
        with self._session.folders() as account:
            folders = (account.sent(), account.all_mail())
        for name in dict.fromkeys(folders):
            hit = self._seeker.find(name, [message_id]).get(message_id) if name else None
            if hit is not None:
                return hit.received or SystemClock().now()
        return None

    def seek(self, message_ids: Sequence[str]) -> dict[str, tuple[Place, Haunt]]:
        """Trash and Junk first; a folder that cannot be opened is passed over."""
        found: dict[str, tuple[Place, Haunt]] = {}
        with self._session.folders() as account:
            folders = account.searched()
        for name, what in folders[:_MOST_FOLDERS]:
            missing = [id for id in message_ids if id and id not in found]
            if not missing:
                break
            try:
                hits = self._seeker.find(name, missing)
            except ServerRefused:
                continue
            for id, hit in hits.items():
                place = Place(self._settings.address, name, hit.uidvalidity, hit.uid)
                found[id] = (place, what)
        return found

    def alive(self) -> None:
        """By NOOP; what it brings along counts for the next look."""
        with self._session.speaking() as connection:
            connection.sign_of_life(_SIGN_OF_LIFE_S)

    def greets(self) -> bool:
        """Signs nobody in."""
        return greets(self._settings.imap, self._settings.ca_file, _GREETING_S)

    def close(self) -> None:
        """Sign out within two seconds, or just drop the connection; never raises."""
        self._session.close()


def _criteria(above: int, since: date | None) -> tuple[str, ...]:
    words: list[str] = []
    if above:
        words += ["UID", f"{above + 1}:*"]
    if since is not None:
        words += ["SINCE", format_criteria_date(since).decode("ascii")]
    return tuple(words) or ("ALL",)
