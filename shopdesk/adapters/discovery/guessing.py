"""The usual host names, as far as a mail server answers there with a good certificate."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from shopdesk.adapters.discovery.web import Addresses
from shopdesk.domain.shop.provider import Offer
from shopdesk.domain.shop.settings import Security

_LONGEST_LINE = 4096
_MOST_LINES = 50

Stream: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def imap_offers(domain: str, mx: Sequence[str]) -> tuple[Offer, ...]:
    """In the order in which they are taken."""
    hosts = dict.fromkeys((f"imap.{domain}", f"mail.{domain}", *mx, domain))
    return _offers(hosts, ((993, Security.TLS), (143, Security.STARTTLS)))


def smtp_offers(domain: str, mx: Sequence[str]) -> tuple[Offer, ...]:
    """In the order in which they are taken."""
    hosts = dict.fromkeys((f"smtp.{domain}", f"mail.{domain}", *mx, domain))
    return _offers(hosts, ((465, Security.TLS), (587, Security.STARTTLS)))


def _offers(hosts: Iterable[str], ports: Sequence[tuple[int, Security]]) -> tuple[Offer, ...]:
    return tuple(Offer(host, port, security) for port, security in ports for host in hosts)


class Prober:
    """Knocks at doors; nothing is ever sent that tells who the owner is."""

    def __init__(
        self, addresses: Addresses, trust: ssl.SSLContext, ports: Mapping[int, int]
    ) -> None:
        """`ports` says where a port is really found."""
        self._addresses = addresses
        self._trust = trust
        self._ports = ports

    async def imap(self, offers: Sequence[Offer], limit_s: float) -> Offer | None:
        """The first offer behind which an IMAP server answers within the limit."""
        return await self._first(offers, _imap, limit_s)

    async def smtp(self, offers: Sequence[Offer], limit_s: float) -> Offer | None:
        """The first offer behind which an SMTP server answers within the limit."""
        return await self._first(offers, _smtp, limit_s)

    async def _first(self, offers: Sequence[Offer], greets: Greets, limit_s: float) -> Offer | None:
        tasks = [asyncio.create_task(self._answers(o, greets, limit_s)) for o in offers]
        try:
            for offer, task in zip(offers, tasks, strict=True):
                if await task:
                    return offer
            return None
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _answers(self, offer: Offer, greets: Greets, limit_s: float) -> bool:
        # ssl.SSLError is an OSError; ValueError: a line without end
        with contextlib.suppress(OSError, TimeoutError, ValueError, asyncio.IncompleteReadError):
            async with asyncio.timeout(limit_s):
                for ip in await self._addresses(offer.host):
                    return await self._speaks(ip, offer, greets)
        return False

    async def _speaks(self, ip: str, offer: Offer, greets: Greets) -> bool:
        port = self._ports.get(offer.port, offer.port)
        implicit = offer.security is Security.TLS
        reader, writer = await asyncio.open_connection(
            ip,
            port,
            limit=_LONGEST_LINE,
            ssl=self._trust if implicit else None,
            server_hostname=offer.host if implicit else None,
        )
        try:
            if not await greets((reader, writer), not implicit):
                return False
            if not implicit:
                await writer.start_tls(self._trust, server_hostname=offer.host)
            return True
        finally:
            writer.transport.abort()


Greets: TypeAlias = Callable[[Stream, bool], Coroutine[Any, Any, bool]]
"""Whether the right kind of server is there; with True it is brought to begin TLS."""


async def _imap(stream: Stream, starttls: bool) -> bool:
    reader, writer = stream
    if not (await reader.readline()).upper().startswith(b"* OK"):
        return False
    if not starttls:
        return True
    writer.write(b"a STARTTLS\r\n")
    return any([line.upper().startswith(b"A OK") async for line in _lines(reader, b"a ")])


async def _smtp(stream: Stream, starttls: bool) -> bool:
    reader, writer = stream
    if not await _replied(reader, b"220"):
        return False
    if not starttls:
        return True
    # the true name would tell where the owner sits
    writer.write(b"EHLO [127.0.0.1]\r\n")
    if not await _replied(reader, b"250"):
        return False
    writer.write(b"STARTTLS\r\n")
    return await _replied(reader, b"220")


async def _replied(reader: asyncio.StreamReader, code: bytes) -> bool:
    lines = [line async for line in _lines(reader, code + b" ")]
    return bool(lines) and lines[-1].startswith(code)


async def _lines(reader: asyncio.StreamReader, last: bytes) -> Any:
    for _n in range(_MOST_LINES):
        line = await reader.readline()
        yield line
        if not line or line.startswith(last):
            return
