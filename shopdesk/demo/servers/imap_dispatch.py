"""From command to answer: the table of commands and the loop of a session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from shopdesk.demo.servers import imap_folders, imap_general, imap_messages
from shopdesk.demo.servers.imap_connection import Disconnected, LineTooLong, LiteralTooLarge
from shopdesk.demo.servers.imap_parse import Arguments, BadSyntax, Command
from shopdesk.demo.servers.imap_session import ImapSession, Refused, State
from shopdesk.demo.servers.imap_view import FolderGone
from shopdesk.demo.servers.mailstore import (
    FolderExists,
    FolderMissing,
    FolderProtected,
    MailStoreError,
)

Handler = Callable[[ImapSession, Arguments], Awaitable[str]]
_ANY = frozenset(State)
_STRANGER = frozenset({State.NOT_AUTHENTICATED})
_LOGGED_IN = frozenset({State.AUTHENTICATED, State.SELECTED})
_UNSELECTED = frozenset({State.AUTHENTICATED})
_SELECTED = frozenset({State.SELECTED})
_NO_EXPUNGE_DURING = frozenset({"FETCH", "STORE", "SEARCH"})
_SECRET = frozenset({"LOGIN", "AUTHENTICATE"})
_TRANSCRIBED = 500
_RESPONSE_CODES: dict[type[MailStoreError], str] = {
    FolderMissing: "[NONEXISTENT] No such mailbox",
    FolderExists: "[ALREADYEXISTS] There is one of that name",
    FolderProtected: "[CANNOT] INBOX stays as it is",
}


@dataclass(frozen=True, slots=True)
class _Verb:
    handler: Handler
    states: frozenset[State]
    capability: str | None = None


_VERBS: dict[str, _Verb] = {
    "CAPABILITY": _Verb(imap_general.capability, _ANY),
    "NOOP": _Verb(imap_general.noop, _ANY),
    "LOGOUT": _Verb(imap_general.logout, _ANY),
    "ID": _Verb(imap_general.identify, _ANY, "ID"),
    "STARTTLS": _Verb(imap_general.start_tls, _STRANGER),
    "LOGIN": _Verb(imap_general.login, _STRANGER),
    "AUTHENTICATE": _Verb(imap_general.authenticate, _STRANGER),
    "ENABLE": _Verb(imap_general.enable, _UNSELECTED, "ENABLE"),
    "IDLE": _Verb(imap_general.idle, _LOGGED_IN, "IDLE"),
    "NAMESPACE": _Verb(imap_folders.namespace, _LOGGED_IN, "NAMESPACE"),
    "LIST": _Verb(imap_folders.list_folders, _LOGGED_IN),
    "LSUB": _Verb(imap_folders.list_subscribed, _LOGGED_IN),
    "CREATE": _Verb(imap_folders.create, _LOGGED_IN),
    "DELETE": _Verb(imap_folders.delete, _LOGGED_IN),
    "RENAME": _Verb(imap_folders.rename, _LOGGED_IN),
    "SUBSCRIBE": _Verb(partial(imap_folders.subscribe, wanted=True), _LOGGED_IN),
    "UNSUBSCRIBE": _Verb(partial(imap_folders.subscribe, wanted=False), _LOGGED_IN),
    "STATUS": _Verb(imap_folders.status, _LOGGED_IN),
    "SELECT": _Verb(partial(imap_folders.select, read_only=False), _LOGGED_IN),
    "EXAMINE": _Verb(partial(imap_folders.select, read_only=True), _LOGGED_IN),
    "APPEND": _Verb(imap_folders.append, _LOGGED_IN),
    "CHECK": _Verb(imap_general.noop, _SELECTED),
    "CLOSE": _Verb(partial(imap_folders.close, expunge=True), _SELECTED),
    "UNSELECT": _Verb(partial(imap_folders.close, expunge=False), _SELECTED, "UNSELECT"),
    "EXPUNGE": _Verb(partial(imap_messages.expunge, by_uid=False), _SELECTED),
    "FETCH": _Verb(partial(imap_messages.fetch, by_uid=False), _SELECTED),
    "STORE": _Verb(partial(imap_messages.store, by_uid=False), _SELECTED),
    "SEARCH": _Verb(partial(imap_messages.search, by_uid=False), _SELECTED),
    "COPY": _Verb(partial(imap_messages.copy, by_uid=False), _SELECTED),
    "MOVE": _Verb(partial(imap_messages.move, by_uid=False), _SELECTED, "MOVE"),
    "UID EXPUNGE": _Verb(partial(imap_messages.expunge, by_uid=True), _SELECTED, "UIDPLUS"),
    "UID FETCH": _Verb(partial(imap_messages.fetch, by_uid=True), _SELECTED),
    "UID STORE": _Verb(partial(imap_messages.store, by_uid=True), _SELECTED),
    "UID SEARCH": _Verb(partial(imap_messages.search, by_uid=True), _SELECTED),
    "UID COPY": _Verb(partial(imap_messages.copy, by_uid=True), _SELECTED),
    "UID MOVE": _Verb(partial(imap_messages.move, by_uid=True), _SELECTED, "MOVE"),
}


async def converse(session: ImapSession) -> None:
    """Greet the client and answer its commands until one of the two ends it.

    Raises:
        Disconnected: The client is gone.
    """
    connection = session.connection
    greeting = session.faults.greeting
    capabilities = " ".join(session.capabilities())
    connection.write(f"* {greeting} [CAPABILITY {capabilities}] shopdesk demo".encode("ascii"))
    await connection.flush()
    while not session.ended:
        try:
            command = await connection.read_command(session.literal_limit)
            await _answer(session, command)
        except LiteralTooLarge as error:
            _refuse_literal(session, error)
            if error.under_way:
                await connection.linger()
                return
        except LineTooLong:
            connection.write(b"* BYE Line too long")
            await connection.linger()
            return
        except FolderGone:
            connection.write(b"* BYE The selected mailbox is gone")
            return
        await connection.flush()


async def _answer(session: ImapSession, command: Command) -> None:
    connection = session.connection
    args = Arguments(command)
    try:
        tag = args.tag()
    except BadSyntax as error:
        connection.write(f"* BAD {error}".encode("ascii"))
        return
    name, status, text = "", "OK", ""
    try:
        args.space()
        name = _command_name(args)
        _transcribe(session, name, command)
        text = await _run(session, name, args)
    except BadSyntax as error:
        status, text = "BAD", str(error)
    except Refused as error:
        status, text = "NO", str(error)
    except MailStoreError as error:
        status, text = "NO", _RESPONSE_CODES[type(error)]
    if not session.ended:
        session.write_updates(expunges=name not in _NO_EXPUNGE_DURING)
    connection.write(f"{tag} {status} {text}".encode("ascii"))
    if name == "STARTTLS" and status == "OK" and session.context.starttls is not None:
        trailer = session.faults.after_starttls
        await connection.start_tls(session.context.starttls, trailer=trailer)


async def _run(session: ImapSession, name: str, args: Arguments) -> str:
    await _play_faults(session, name.removeprefix("UID "))
    verb = _VERBS.get(name)
    if verb is None:
        raise BadSyntax("unknown command")
    if verb.capability is not None:
        session.require(verb.capability)
    if session.state not in verb.states:
        raise Refused(f"Not in the {session.state.value} state", code="CLIENTBUG")
    return await verb.handler(session, args)


async def _play_faults(session: ImapSession, name: str) -> None:
    faults = session.faults
    if name in faults.drop_on:
        raise Disconnected
    if name in faults.stall_on:
        await session.connection.swallow()
    if name in faults.refuse:
        raise Refused(faults.refuse[name])


def _command_name(args: Arguments) -> str:
    name = args.keyword()
    if name != "UID":
        return name
    args.space()
    return f"UID {args.keyword()}"


def _transcribe(session: ImapSession, name: str, command: Command) -> None:
    line = command.text[:_TRANSCRIBED].decode("ascii", "replace").strip()
    _tag, _, told = line.partition(" ")
    session.context.transcript.append(name if name in _SECRET else told)


def _refuse_literal(session: ImapSession, error: LiteralTooLarge) -> None:
    try:
        answer = Arguments(error.command).tag() + " NO [TOOBIG]"
    except BadSyntax:
        answer = "* BAD"
    if error.under_way:
        answer = "* BYE"
    session.connection.write(f"{answer} Literal too large".encode("ascii"))
