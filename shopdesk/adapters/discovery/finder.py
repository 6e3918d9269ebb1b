"""One source after the other, those of the network side by side and within a limit."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import ssl
import threading
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from shopdesk.adapters.discovery import autoconfig, guessing
from shopdesk.adapters.discovery.guessing import Prober
from shopdesk.adapters.discovery.names import Names
from shopdesk.adapters.discovery.table import MX_HOST, Table, known, parents
from shopdesk.adapters.discovery.web import Web
from shopdesk.adapters.tls import context
from shopdesk.domain.shop.provider import (
    Found,
    MailAddress,
    Offer,
    Provider,
    Source,
    found,
    no_address,
)
from shopdesk.domain.shop.settings import Security

T = TypeVar("T")
_ASKING, _ASKING_FURTHER, _KNOCKING = 0.35, 0.2, 0.35
"""Shares of the limit."""
_COUNTRY, _SECOND_LEVEL = 2, 3
"""Letters: `co.uk` is a suffix of many owners."""


class NetworkDiscovery:
    """Asks nobody for an address whose provider the program knows."""

    def __init__(
        self,
        *,
        limit_s: float = 10.0,
        name_servers: Sequence[tuple[str, int]] = (),
        ports: Mapping[int, int] | None = None,
        ca_file: str | None = None,
        table: Table | None = None,
    ) -> None:
        """`name_servers` instead of the system's; `ports` says where a port is really found."""
        self._limit_s = limit_s
        self._name_servers = name_servers
        self._ports = ports or {}
        self._ca_file = ca_file
        self._table = table or known()

    def find(self, address: MailAddress) -> Found:
        """At once from the table; else within the limit."""
        domain = ascii_domain(address)
        if provider := self._table.at(domain):
            return found(address, domain, Source.TABLE, provider)
        search = _Search(address, domain, self._table, self._limit_s)
        names = Names(self._name_servers, limit_s=self._limit_s * _ASKING)

        async def run() -> Found:
            trust = context(self._ca_file)
            return await search.run(names, trust, self._ports)

        return _bounded(run(), self._limit_s) or search.unanswered()


def ascii_domain(address: MailAddress) -> str:
    """The address's domain as the network knows it; raises `ConfigError`."""
    import idna

    try:
        return idna.encode(address.domain, uts46=True).decode("ascii")
    except UnicodeError:
        # names that are in use, such as those with an underscore, break the rules for letters
        if address.domain.isascii():
            return address.domain
        raise no_address(str(address)) from None


class _Search:
    """For one address that the table does not have."""

    def __init__(self, address: MailAddress, domain: str, table: Table, limit_s: float) -> None:
        self._address = address
        self._domain = domain
        self._table = table
        self._limit_s = limit_s
        self._mx: tuple[str, ...] = ()

    async def run(self, names: Names, trust: ssl.SSLContext, ports: Mapping[int, int]) -> Found:
        web = Web(names.addresses, trust, ports)
        async with _together() as start:
            mx = start(names.mx(self._domain))
            told = [
                (Source.AUTOCONFIG, start(_first_page(web, self._own_pages()))),
                (Source.ISPDB, start(_first_page(web, (autoconfig.ISPDB + self._domain,)))),
                (Source.SRV, start(names.services(self._domain))),
            ]
            until = asyncio.get_running_loop().time() + self._limit_s * _ASKING
            self._mx = await _by(until, mx) or ()
            if behind := self._behind():
                return behind
            for source, task in told:
                if provider := await _by(until, task):
                    return self._found(source, provider, hearsay=source is Source.SRV)
        if further := await self._further(web):
            return further
        if above := self._table.above(self._domain):
            return self._found(Source.TABLE, above)
        return await self._guess(Prober(names.addresses, trust, ports))

    def unanswered(self) -> Found:
        """The likeliest names, with nothing behind them."""
        if above := self._table.above(self._domain):
            return self._found(Source.TABLE, above)
        return self._guessed(None, None)

    def _own_pages(self) -> tuple[str, ...]:
        return autoconfig.own_pages(self._domain, f"{self._address.local}@{self._domain}")

    def _behind(self) -> Found | None:
        for host in self._mx:
            if provider := self._table.behind(host):
                mine = replace(
                    provider,
                    imap=_at_mx(provider.imap, host),
                    smtp=_at_mx(provider.smtp, host),
                )
                return self._found(Source.MX, mine, hearsay=mine != provider)
        return None

    async def _further(self, web: Web) -> Found | None:
        """What is told of the domain that takes in the mail."""
        domains = list(dict.fromkeys(d for host in self._mx[:1] for d in parents(host)))
        asked = [d for d in domains if not _suffix(d) and d != self._domain][:2]
        async with _together() as start:
            told = [
                (source, start(_first_page(web, pages)))
                for domain in asked
                for source, pages in (
                    (Source.ISPDB, (autoconfig.ISPDB + domain,)),
                    (Source.AUTOCONFIG, autoconfig.own_pages(domain)),
                )
            ]
            until = asyncio.get_running_loop().time() + self._limit_s * _ASKING_FURTHER
            for source, task in told:
                if provider := await _by(until, task):
                    return self._found(source, provider, hearsay=True)
        return None

    async def _guess(self, prober: Prober) -> Found:
        limit_s = self._limit_s * _KNOCKING
        mx = self._mx[:2]
        return self._guessed(
            *await asyncio.gather(
                prober.imap(guessing.imap_offers(self._domain, mx), limit_s),
                prober.smtp(guessing.smtp_offers(self._domain, mx), limit_s),
            )
        )

    def _guessed(self, imap: Offer | None, smtp: Offer | None) -> Found:
        provider = Provider(
            "",
            imap or Offer(f"imap.{self._domain}", 993, Security.TLS),
            smtp or Offer(f"smtp.{self._domain}", 465, Security.TLS),
        )
        made = self._found(Source.GUESS, provider, hearsay=True)
        return replace(made, answered=imap is not None and smtp is not None)

    def _found(self, source: Source, provider: Provider, *, hearsay: bool = False) -> Found:
        kin = self._table.behind(provider.imap.host)
        if kin and kin.imap.host == provider.imap.host:
            # told by others, but a provider that we know: so are its ways to sign in
            provider = replace(
                kin,
                imap=replace(provider.imap, auths=kin.imap.auths),
                smtp=replace(provider.smtp, auths=kin.smtp.auths),
            )
        return found(self._address, self._domain, source, provider, hearsay=hearsay)


async def _first_page(web: Web, pages: Sequence[str]) -> Provider | None:
    bodies = await asyncio.gather(*(web.page(page) for page in pages))
    read = (autoconfig.read(body) for body in bodies if body)
    return next((provider for provider in read if provider), None)


@contextlib.asynccontextmanager
async def _together() -> AsyncIterator[Any]:
    """Starts tasks; at the end those that still run are cancelled."""
    tasks: list[asyncio.Task[Any]] = []

    def start(work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        tasks.append(asyncio.create_task(work))
        return tasks[-1]

    try:
        yield start
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _by(until: float, task: asyncio.Task[T]) -> T | None:
    """The result if it is there in time."""
    left = max(0.0, until - asyncio.get_running_loop().time())
    done, _late = await asyncio.wait((task,), timeout=left)
    return task.result() if done else None


def _bounded(work: Coroutine[Any, Any, T], limit_s: float) -> T | None:
    """Run it in a loop and a thread of its own, whoever calls; None when it is not done in time.

    The thread is left behind then: nobody waits for what the system may do in it.
    """
    done: queue.SimpleQueue[T | None] = queue.SimpleQueue()

    async def within() -> None:
        result = None
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(limit_s):
                    result = await work
        finally:
            done.put(result)

    threading.Thread(target=lambda: asyncio.run(within()), daemon=True, name="discovery").start()
    try:
        return done.get(timeout=limit_s + 0.5)
    except queue.Empty:
        return None


def _at_mx(offer: Offer, host: str) -> Offer:
    return replace(offer, host=host) if offer.host == MX_HOST else offer


def _suffix(domain: str) -> bool:
    second, _dot, top = domain.rpartition(".")
    return len(top) == _COUNTRY and len(second) <= _SECOND_LEVEL
