"""What the DNS says, by dnspython; silence and failure are "nothing"."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from shopdesk.domain.shop.provider import Offer, Provider, best
from shopdesk.domain.shop.settings import Security

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver

_MOST_RECORDS = 10
# RFC 6186 3.2 and RFC 8314 5.1
_IMAP = (("_imaps._tcp", Security.TLS), ("_imap._tcp", Security.STARTTLS))
_SMTP = (("_submissions._tcp", Security.TLS), ("_submission._tcp", Security.STARTTLS))


class Names:
    """Asks the system's name servers, or those given."""

    def __init__(self, servers: Sequence[tuple[str, int]] = (), *, limit_s: float = 3.0) -> None:
        """`servers` are addresses and ports; `limit_s` bounds each question."""
        self._servers = servers
        self._limit_s = limit_s
        self._resolver: Resolver | None = None

    async def mx(self, domain: str) -> tuple[str, ...]:
        """Hosts that take in the domain's mail, the preferred one first."""
        records = await self._ask(domain, "MX")
        records.sort(key=lambda record: record.preference)
        hosts = (_host(record.exchange) for record in records[:_MOST_RECORDS])
        return tuple(host for host in hosts if host)

    async def addresses(self, host: str) -> tuple[str, ...]:
        """IP addresses of the host, the older kind first."""
        found = [record.address for record in await self._ask(host, "A")]
        if not found:
            found = [record.address for record in await self._ask(host, "AAAA")]
        return tuple(found[:_MOST_RECORDS])

    async def services(self, domain: str) -> Provider | None:
        """Servers that the domain names by SRV records; both kinds, or nothing."""
        imap, smtp = await self._offer(domain, _IMAP), await self._offer(domain, _SMTP)
        return Provider("", imap, smtp) if imap and smtp else None

    async def _offer(self, domain: str, kinds: Sequence[tuple[str, Security]]) -> Offer | None:
        offers = []
        for service, security in kinds:
            records = await self._ask(f"{service}.{domain}", "SRV")
            records.sort(key=lambda record: (record.priority, -record.weight))
            # a single dot says that there is no such service (RFC 2782)
            offers += [
                Offer(host, record.port, security)
                for record in records[:1]
                if (host := _host(record.target)) and record.port
            ]
            if offers:
                break
        return best(offers)

    async def _ask(self, name: str, kind: str) -> list[Any]:
        from dns.exception import DNSException

        # ValueError, UnicodeError: a name that cannot be asked for
        with contextlib.suppress(DNSException, OSError, ValueError):
            answer = await self._asker().resolve(
                f"{name}.", kind, lifetime=self._limit_s, raise_on_no_answer=False
            )
            return list(answer)
        return []

    def _asker(self) -> Resolver:
        if self._resolver is None:
            from dns.asyncresolver import Resolver

            self._resolver = Resolver(configure=not self._servers)
            if self._servers:
                self._resolver.nameservers = [address for address, _port in self._servers]
                self._resolver.nameserver_ports = dict(self._servers)
        return self._resolver


def _host(name: Any) -> str:
    text: str = name.to_text(omit_final_dot=True).lower()
    # a backslash: bytes that no host name has
    return "" if "\\" in text or text == "@" else text
