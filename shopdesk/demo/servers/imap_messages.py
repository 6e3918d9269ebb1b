"""Commands on messages: FETCH, STORE, SEARCH, COPY, MOVE, EXPUNGE, each by number or by UID."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shopdesk.demo.servers.imap_fetch import Item, parse_items, plain_item, render
from shopdesk.demo.servers.imap_parse import Arguments, SequenceSet
from shopdesk.demo.servers.imap_search import CHARSETS, Candidate, SearchParser
from shopdesk.demo.servers.imap_session import ImapSession, Refused
from shopdesk.demo.servers.imap_view import MailboxView
from shopdesk.demo.servers.mailfolder import DELETED, SEEN, StoredMessage
from shopdesk.demo.servers.mailstore import FolderMissing

_SOME_GONE = "Some of the messages are expunged"


@dataclass(frozen=True, slots=True)
class _FlagChange:
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    replace_all: bool = False
    silent: bool = False


async def fetch(session: ImapSession, args: Arguments, *, by_uid: bool) -> str:
    """FETCH and UID FETCH, with CHANGEDSINCE (RFC 7162)."""
    args.space()
    numbers = args.sequence_set()
    args.space()
    items = parse_items(args)
    changed_since = _modifier(session, args, "CHANGEDSINCE")
    args.end()
    labels = {item.label for item in items}
    if b"MODSEQ" in labels:
        session.require("CONDSTORE")
        session.condstore = True
    if changed_since is not None and b"MODSEQ" not in labels:
        items.append(plain_item("MODSEQ"))
    if by_uid and b"UID" not in labels:
        items.insert(0, plain_item("UID"))
    view = session.selected()
    missing = False
    for number, uid in view.resolve(numbers, by_uid=by_uid):
        message = view.folder.get(uid)
        if message is None:
            missing = True
        elif changed_since is None or message.modseq > changed_since:
            session.connection.write(_fetched(view, number, message, items))
            await session.connection.flush()
    if missing and not by_uid:
        raise Refused(_SOME_GONE, code="EXPUNGEISSUED")
    return "Fetched"


async def store(session: ImapSession, args: Arguments, *, by_uid: bool) -> str:
    """STORE and UID STORE, with UNCHANGEDSINCE (RFC 7162)."""
    args.space()
    numbers = args.sequence_set()
    unchanged_since = _modifier(session, args, "UNCHANGEDSINCE")
    args.space()
    change = _flag_change(args)
    args.end()
    view = session.writable()
    missing, modified = False, []
    for number, uid in view.resolve(numbers, by_uid=by_uid):
        with view.folder.lock:
            before = view.folder.get(uid)
            message = view.folder.change_flags(
                uid,
                add=change.add,
                remove=change.remove,
                replace_all=change.replace_all,
                unchanged_since=unchanged_since,
            )
        if message is None or before is None:
            missing = True
        elif unchanged_since is not None and before.modseq > unchanged_since:
            modified.append(uid if by_uid else number)
        else:
            _tell_stored(session, view, before, message, silent=change.silent)
    if modified:
        return f"[MODIFIED {compact(modified)}] Some have changed since"
    if missing and not by_uid:
        raise Refused(_SOME_GONE, code="EXPUNGEISSUED")
    return "Stored"


async def search(session: ImapSession, args: Arguments, *, by_uid: bool) -> str:
    """SEARCH and UID SEARCH."""
    args.space()
    if args.accept(b"CHARSET "):
        charset = args.astring().decode("ascii", "replace").upper()
        if charset not in CHARSETS:
            raise Refused("Not a charset I know", code=f"BADCHARSET ({' '.join(CHARSETS)})")
        args.space()
    view = session.selected()

    def resolve(numbers: SequenceSet, uids: bool) -> frozenset[int]:
        return frozenset(uid for _, uid in view.resolve(numbers, by_uid=uids))

    wanted = SearchParser(args, resolve).parse()
    if wanted.by_modseq:
        session.require("CONDSTORE")
        session.condstore = True
    present = view.folder.state().messages
    candidates = (present[uid] for uid in view.uids if uid in present)
    found = [message for message in candidates if wanted.matches(Candidate(message))]
    ids = [m.uid if by_uid else view.number_of(m.uid) for m in found]
    line = "* SEARCH" + "".join(f" {number}" for number in ids)
    if wanted.by_modseq and found:
        line += f" (MODSEQ {max(message.modseq for message in found)})"
    session.connection.write(line.encode("ascii"))
    return "Searched"


async def copy(session: ImapSession, args: Arguments, *, by_uid: bool) -> str:
    """COPY and UID COPY, answered with COPYUID (RFC 4315)."""
    code, _ = _copied(session, args, session.selected(), by_uid=by_uid)
    return code + "Copied"


async def move(session: ImapSession, args: Arguments, *, by_uid: bool) -> str:
    """MOVE and UID MOVE (RFC 6851)."""
    view = session.writable()
    code, uids = _copied(session, args, view, by_uid=by_uid)
    if code:
        session.connection.write(b"* OK " + code.encode("ascii") + b"Moved")
    view.folder.expunge(uids)
    return "Moved"


async def expunge(session: ImapSession, args: Arguments, *, by_uid: bool) -> str:
    """EXPUNGE and UID EXPUNGE (RFC 4315); what went is told like any other change."""
    view = session.writable()
    uids: Iterable[int] = tuple(view.uids)
    if by_uid:
        session.require("UIDPLUS")
        args.space()
        uids = [uid for _, uid in view.resolve(args.sequence_set(), by_uid=True)]
    args.end()
    present = view.folder.state().messages
    view.folder.expunge([uid for uid in uids if uid in present and DELETED in present[uid].flags])
    return "Expunged"


def compact(numbers: list[int]) -> str:
    """Write ascending numbers as a set, runs as ranges."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ",".join(":".join(map(str, run)) for run in runs)


def _fetched(view: MailboxView, number: int, message: StoredMessage, items: list[Item]) -> bytes:
    if not view.read_only and any(item.sets_seen for item in items):
        read = view.folder.change_flags(message.uid, add=(SEEN,))
        if read is not None and read is not message:
            message = read
            items = [*items, plain_item("FLAGS")]
    if any(item.label == b"FLAGS" for item in items):
        view.told(message)
    return render(number, message, items)


def _tell_stored(
    session: ImapSession,
    view: MailboxView,
    before: StoredMessage,
    message: StoredMessage,
    *,
    silent: bool,
) -> None:
    if silent and view.knows(before):
        view.told(message)
        if session.condstore:
            number = view.number_of(message.uid)
            line = b"* %d FETCH (UID %d MODSEQ (%d))" % (number, message.uid, message.modseq)
            session.connection.write(line)
        return
    view.told(message)
    session.connection.write(view.flags_update(message, with_modseq=session.condstore))


def _copied(
    session: ImapSession, args: Arguments, view: MailboxView, *, by_uid: bool
) -> tuple[str, list[int]]:
    """Copy the messages meant; return the COPYUID response code, empty or with a space behind
    it, and the UIDs that were copied."""
    args.space()
    numbers = args.sequence_set()
    args.space()
    name = args.mailbox()
    args.end()
    try:
        target = session.store.folder(session.account(), name)
    except FolderMissing as error:
        raise Refused("No such mailbox", code="TRYCREATE") from error
    copies: dict[int, int] = {}
    for _, uid in view.resolve(numbers, by_uid=by_uid):
        message = view.folder.get(uid)
        if message is not None:
            added = target.add(message.raw, message.internaldate, message.flags)
            copies[uid] = added.uid
    if not copies or not session.offers("UIDPLUS"):
        return "", list(copies)
    sets = f"{compact(list(copies))} {compact(list(copies.values()))}"
    return f"[COPYUID {target.uidvalidity} {sets}] ", list(copies)


def _modifier(session: ImapSession, args: Arguments, name: str) -> int | None:
    """Take ` (NAME number)`, if it comes next."""
    if not args.looking_at(b" ("):
        return None
    args.space()
    args.expect(b"(")
    session.require("CONDSTORE")
    args.expect(name.encode("ascii") + b" ")
    value = args.number()
    args.expect(b")")
    session.condstore = True
    return value


def _flag_change(args: Arguments) -> _FlagChange:
    sign = "+" if args.accept(b"+") else "-" if args.accept(b"-") else ""
    args.expect(b"FLAGS")
    silent = args.accept(b".SILENT")
    args.space()
    flags = tuple(args.flags())
    if sign == "-":
        return _FlagChange((), flags, False, silent)
    return _FlagChange(flags, (), not sign, silent)
