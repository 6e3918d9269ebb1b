"""Commands on whole mailboxes: LIST, STATUS, SELECT, CREATE and their kin, APPEND."""

from __future__ import annotations

from collections.abc import Iterable

from shopdesk.demo.servers.imap_parse import Arguments, BadSyntax
from shopdesk.demo.servers.imap_session import ImapSession, Refused
from shopdesk.demo.servers.imap_view import MailboxView, flag_list
from shopdesk.demo.servers.imap_wire import encode_mailbox
from shopdesk.demo.servers.mailfolder import DELETED, SEEN, SYSTEM_FLAGS, Folder, FolderState
from shopdesk.demo.servers.mailstore import DELIMITER, INBOX, FolderMissing, canonical_name

_QUOTED_DELIMITER = b'"/"'
_STATUS_ITEMS = ("MESSAGES", "RECENT", "UIDNEXT", "UIDVALIDITY", "UNSEEN", "HIGHESTMODSEQ")


async def namespace(session: ImapSession, args: Arguments) -> str:
    """NAMESPACE (RFC 2342): one, personal, without a prefix."""
    args.end()
    session.connection.write(b'* NAMESPACE (("" %b)) NIL NIL' % _QUOTED_DELIMITER)
    return "Namespaces listed"


async def list_folders(session: ImapSession, args: Arguments) -> str:
    """LIST, with the selection and return options of RFC 6154 and some of RFC 5258."""
    args.space()
    selecting: list[str] = []
    if args.looking_at(b"("):
        selecting = args.parenthesised(args.keyword)
        args.space()
    reference, patterns = _reference_and_patterns(args)
    if args.accept(b" RETURN "):
        _check_options(session, args.parenthesised(args.keyword), ("SUBSCRIBED", "CHILDREN"))
    args.end()
    _check_options(session, selecting, ("SUBSCRIBED",))
    if patterns == [""]:
        session.connection.write(b'* LIST (\\Noselect) %b ""' % _QUOTED_DELIMITER)
        return "Delimiter told"
    user = session.account()
    folders = session.store.folders(user)
    subscribed = session.store.subscribed(user)
    names = [folder.name for folder in folders]
    for folder in folders:
        if "SPECIAL-USE" in selecting and folder.special_use is None:
            continue
        if "SUBSCRIBED" in selecting and folder.name not in subscribed:
            continue
        if any(_matches(folder.name, reference + pattern) for pattern in patterns):
            attributes = _attributes(session, folder, names)
            session.connection.write(_list_line(b"LIST", attributes, folder.name))
    return "Mailboxes listed"


async def list_subscribed(session: ImapSession, args: Arguments) -> str:
    """LSUB."""
    args.space()
    reference = args.list_pattern()
    args.space()
    pattern = reference + args.list_pattern()
    args.end()
    for name in sorted(session.store.subscribed(session.account())):
        if _matches(name, pattern):
            session.connection.write(_list_line(b"LSUB", [], name))
    return "Subscriptions listed"


async def create(session: ImapSession, args: Arguments) -> str:
    """CREATE."""
    args.space()
    name = args.mailbox().rstrip(DELIMITER)
    args.end()
    if not all(name.split(DELIMITER)):
        raise Refused("Not a mailbox name", code="CANNOT")
    session.store.create(session.account(), name)
    return "Created"


async def delete(session: ImapSession, args: Arguments) -> str:
    """DELETE."""
    args.space()
    name = args.mailbox()
    args.end()
    user = session.account()
    if session.view is not None and session.view.folder is session.store.folder(user, name):
        session.view = None
    session.store.delete(user, name)
    return "Deleted"


async def rename(session: ImapSession, args: Arguments) -> str:
    """RENAME."""
    args.space()
    old = args.mailbox()
    args.space()
    new = args.mailbox()
    args.end()
    if not all(new.split(DELIMITER)):
        raise Refused("Not a mailbox name", code="CANNOT")
    session.store.rename(session.account(), old, new)
    return "Renamed"


async def subscribe(session: ImapSession, args: Arguments, *, wanted: bool) -> str:
    """SUBSCRIBE and UNSUBSCRIBE."""
    args.space()
    name = args.mailbox()
    args.end()
    if wanted:
        session.store.folder(session.account(), name)
    session.store.set_subscribed(session.account(), name, wanted)
    return "Noted"


async def status(session: ImapSession, args: Arguments) -> str:
    """STATUS."""
    args.space()
    name = args.mailbox()
    args.space()
    items = args.parenthesised(args.keyword)
    args.end()
    if not items or any(item not in _STATUS_ITEMS for item in items):
        raise BadSyntax("unknown status item")
    if "HIGHESTMODSEQ" in items:
        session.require("CONDSTORE")
        session.condstore = True
    state = session.store.folder(session.account(), name).state()
    values = " ".join(f"{item} {_status_value(item, state)}" for item in items)
    line = b"* STATUS %b (%b)" % (encode_mailbox(canonical_name(name)), values.encode("ascii"))
    session.connection.write(line)
    return "Status told"


async def select(session: ImapSession, args: Arguments, *, read_only: bool) -> str:
    """SELECT and EXAMINE."""
    args.space()
    name = args.mailbox()
    if not args.at_end():
        args.space()
        if args.parenthesised(args.keyword) != ["CONDSTORE"]:
            raise BadSyntax("unknown parameter")
        session.require("CONDSTORE")
        session.condstore = True
    args.end()
    if session.faults.demand_id and not session.identified:
        raise Refused("Unsafe login: tell your ID first")
    if session.view is not None:
        session.view = None
        session.connection.write(b"* OK [CLOSED] Previous mailbox closed")
    folder = session.store.folder(session.account(), name)
    session.view = MailboxView(folder, read_only=read_only)
    _describe(session, session.view)
    return "[READ-ONLY] Examined" if read_only else "[READ-WRITE] Selected"


async def close(session: ImapSession, args: Arguments, *, expunge: bool) -> str:
    """CLOSE and UNSELECT."""
    args.end()
    view = session.selected()
    if expunge and not view.read_only:
        present = view.folder.state().messages
        doomed = [uid for uid in view.uids if uid in present and DELETED in present[uid].flags]
        view.folder.expunge(doomed)
    session.view = None
    return "Closed"


async def append(session: ImapSession, args: Arguments) -> str:
    """APPEND, answered with APPENDUID (RFC 4315)."""
    args.space()
    name = args.mailbox()
    args.space()
    flags: list[str] = []
    if args.looking_at(b"("):
        flags = args.flags()
        args.space()
    when = session.context.clock()
    if args.looking_at(b'"'):
        when = args.date_time()
        args.space()
    raw = args.literal()
    args.end()
    try:
        folder = session.store.folder(session.account(), name)
    except FolderMissing as error:
        raise Refused("No such mailbox", code="TRYCREATE") from error
    message = folder.add(raw, when, flags)
    if not session.offers("UIDPLUS"):
        return "Appended"
    return f"[APPENDUID {folder.uidvalidity} {message.uid}] Appended"


def _describe(session: ImapSession, view: MailboxView) -> None:
    state = view.opened
    flags = flag_list(frozenset((*SYSTEM_FLAGS, *state.keywords)))
    settable = b"()" if view.read_only else flags[:-1] + b" \\*)"
    unseen = [uid for uid, message in state.messages.items() if SEEN not in message.flags]
    lines = [
        b"* FLAGS " + flags,
        b"* OK [PERMANENTFLAGS " + settable + b"] Flags that last",
        b"* %d EXISTS" % len(view.uids),
        b"* 0 RECENT",
    ]
    if unseen:
        lines.append(b"* OK [UNSEEN %d] First unseen" % view.number_of(unseen[0]))
    lines.append(b"* OK [UIDVALIDITY %d] Epoch of the UIDs" % state.uidvalidity)
    lines.append(b"* OK [UIDNEXT %d] Next UID" % state.uidnext)
    if session.offers("CONDSTORE"):
        lines.append(b"* OK [HIGHESTMODSEQ %d] Latest change" % state.modseq)
    for line in lines:
        session.connection.write(line)


def _reference_and_patterns(args: Arguments) -> tuple[str, list[str]]:
    reference = args.list_pattern()
    args.space()
    if args.looking_at(b"("):
        return reference, args.parenthesised(args.list_pattern)
    return reference, [args.list_pattern()]


def _check_options(session: ImapSession, options: list[str], known: Iterable[str]) -> None:
    for option in options:
        if option == "SPECIAL-USE":
            session.require("SPECIAL-USE")
        elif option not in known:
            raise BadSyntax("unknown LIST option")


def _attributes(session: ImapSession, folder: Folder, names: list[str]) -> list[str]:
    below = folder.name + DELIMITER
    has_children = any(name.startswith(below) for name in names)
    attributes = ["\\HasChildren" if has_children else "\\HasNoChildren"]
    if folder.special_use is not None and session.offers("SPECIAL-USE"):
        attributes.append(folder.special_use)
    return attributes


def _list_line(kind: bytes, attributes: list[str], name: str) -> bytes:
    shown = " ".join(attributes).encode("ascii")
    return b"* %b (%b) %b %b" % (kind, shown, _QUOTED_DELIMITER, encode_mailbox(name))


def _status_value(item: str, state: FolderState) -> int:
    values = {
        "MESSAGES": len(state.messages),
        "RECENT": 0,
        "UIDNEXT": state.uidnext,
        "UIDVALIDITY": state.uidvalidity,
        "HIGHESTMODSEQ": state.modseq,
        "UNSEEN": sum(SEEN not in message.flags for message in state.messages.values()),
    }
    return values[item]


def _matches(name: str, pattern: str) -> bool:
    """Match `*` (anything) and `%` (anything but the delimiter) without backtracking."""
    if name == INBOX and pattern.upper() == INBOX:
        return True
    reached = {0}
    for symbol in pattern:
        if not reached:
            return False
        if symbol == "*":
            reached = set(range(min(reached), len(name) + 1))
        elif symbol == "%":
            reached = {end for start in reached for end in range(start, _level_end(name, start))}
        else:
            reached = {at + 1 for at in reached if name[at : at + 1] == symbol}
    return len(name) in reached


def _level_end(name: str, start: int) -> int:
    found = name.find(DELIMITER, start)
    return (len(name) if found < 0 else found) + 1
