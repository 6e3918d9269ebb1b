"""The port `Doorbell` by IDLE (RFC 2177), on a connection that does nothing else.

    dial ─▶ protect ─▶ sign in ─▶ EXAMINE ─▶ IDLE ─▶ + ─▶ … ─▶ DONE ─▶ OK
                                              ▲                         │
                                              └──── every `renew_s` ────┘

Every arrow has a time limit. A connection that died in silence shows at the latest when DONE
gets no answer: within a minute, and long before any server or router drops a quiet connection.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from shopdesk.adapters.imap.arguments import folder_argument
from shopdesk.adapters.imap.entering import enter
from shopdesk.adapters.imap.errors import Garbled, address, explained, said
from shopdesk.adapters.imap.talk import Talk, ended
from shopdesk.domain.errors import ServerRefused
from shopdesk.domain.shop.settings import MailboxSettings
from shopdesk.words import _

_DONE_PATIENCE_S = 10.0
# A server that takes IDLE back sooner than this does not mean it.
_SHORTEST_IDLE_S = 1.0
_CHANGE = re.compile(rb"\* (\d+ (EXISTS|RECENT|EXPUNGE|FETCH)\b|VANISHED\b)", re.IGNORECASE)

Heard = Callable[[bool], None]


class ImapDoorbell:
    """Waits on the first folder of the settings; see the port."""

    def __init__(
        self,
        settings: MailboxSettings,
        password: Callable[[], str],
        *,
        timeout_s: float = 30,
        renew_s: float = 45,
    ) -> None:
        """`password` is called in a thread for each connection, and its answer is not kept.

        `timeout_s` is for each step of connecting; IDLE is begun anew every `renew_s` seconds.
        """
        self._settings = settings
        self._password = password
        self._timeout_s = timeout_s
        self._renew_s = renew_s

    def __repr__(self) -> str:
        return f"ImapDoorbell({self._settings.address!r})"

    async def listen(self, heard: Heard) -> None:
        """Until cancelled or broken."""
        settings, limit_s = self._settings, self._timeout_s
        with explained(settings.imap, limit_s):
            folder = folder_argument(settings.folders[0])
            talk, offered = await enter(settings.imap, settings.ca_file, self._password, limit_s)
            try:
                if "IDLE" not in offered:
                    raise self._no_idle()
                async with asyncio.timeout(limit_s):
                    await talk.command(f"EXAMINE {folder}")
                await self._idle(talk, heard)
            finally:
                talk.close()

    async def _idle(self, talk: Talk, heard: Heard) -> None:
        loop = asyncio.get_running_loop()
        tag, changed = await self._begin(talk)
        heard(True)
        while True:
            if changed:
                heard(False)
            began = loop.time()
            if await self._wait(talk, tag, heard):
                if loop.time() - began < _SHORTEST_IDLE_S:
                    raise self._no_idle()
            else:
                await self._done(talk, tag, heard)
            tag, changed = await self._begin(talk)

    async def _begin(self, talk: Talk) -> tuple[bytes, bool]:
        """Send IDLE and wait for `+`; whether something changed on the way, too."""
        changed = False
        async with asyncio.timeout(self._timeout_s):
            tag = await talk.begin("IDLE")
            while not (line := await talk.line()).startswith(b"+"):
                if ended(line, tag) or not line.startswith(b"* "):
                    raise Garbled(said(line))
                changed = changed or bool(_CHANGE.match(line))
        return tag, changed

    async def _wait(self, talk: Talk, tag: bytes, heard: Heard) -> bool:
        """Listen until it is time to renew; True when the server ended it before."""
        try:
            async with asyncio.timeout(self._renew_s) as renewal:
                await self._until_ended(talk, tag, heard)
        except TimeoutError:
            if not renewal.expired():
                raise
            return False
        return True

    async def _done(self, talk: Talk, tag: bytes, heard: Heard) -> None:
        async with asyncio.timeout(min(_DONE_PATIENCE_S, self._timeout_s)):
            await talk.send("DONE")
            await self._until_ended(talk, tag, heard)

    async def _until_ended(self, talk: Talk, tag: bytes, heard: Heard) -> None:
        while not ended(line := await talk.line(), tag):
            if _CHANGE.match(line):
                heard(False)
            elif not line.startswith((b"* ", b"+")):
                raise Garbled(said(line))

    def _no_idle(self) -> ServerRefused:
        return ServerRefused(
            _(
                "{server} does not tell of new mail by itself (no IDLE). We look for it at "
                "intervals instead; there is nothing to do."
            ).format(server=address(self._settings.imap))
        )
