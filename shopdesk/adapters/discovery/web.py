"""Fetching one small page by HTTPS; anything else is "nothing"."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

LARGEST = 256 * 1024
"""Bytes; the longest entry of Thunderbird's list has 20,000."""
_REDIRECTS = 3
_HTTPS = 443

Addresses: TypeAlias = Callable[[str], Awaitable[tuple[str, ...]]]


class Web:
    """Speaks HTTPS with checked certificates, to the addresses that `addresses` knows."""

    def __init__(
        self, addresses: Addresses, trust: ssl.SSLContext, ports: Mapping[int, int]
    ) -> None:
        """`ports` says where a port is really found."""
        self._addresses = addresses
        self._trust = trust
        self._ports = ports

    async def page(self, url: str) -> bytes | None:
        """What is there. Redirections are followed, never away from HTTPS."""
        import httpx

        # httpx's limit is for each step; the whole is bounded by the caller
        async with httpx.AsyncClient(verify=self._trust, timeout=5, trust_env=False) as client:
            for _hop in range(_REDIRECTS + 1):
                # UnicodeError, ValueError: an address that cannot be one
                with contextlib.suppress(httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
                    status, body, target = await self._get(client, url)
                    if status == httpx.codes.OK:
                        return body
                    if target:
                        url = urljoin(url, target)
                        continue
                return None
        return None

    async def _get(self, client: object, url: str) -> tuple[int, bytes | None, str]:
        import httpx

        assert isinstance(client, httpx.AsyncClient)  # noqa: S101 - imported late
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme != "https" or not host or parts.username is not None:
            return 0, None, ""
        ip = next(iter(await self._addresses(host)), "")
        if not ip:
            return 0, None, ""
        port = parts.port or _HTTPS
        where = f"[{ip}]" if ":" in ip else ip
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        request = client.build_request(
            "GET",
            f"https://{where}:{self._ports.get(port, port)}{path}",
            # a page that is packed small could be huge
            headers={"Host": parts.netloc, "Accept-Encoding": "identity"},
            extensions={"sni_hostname": host},
        )
        answer = await client.send(request, stream=True)
        try:
            if answer.is_redirect:
                return answer.status_code, None, answer.headers.get("location", "")
            body = bytearray()
            async for chunk in answer.aiter_raw():
                body += chunk
                if len(body) > LARGEST:
                    return 0, None, ""
            return answer.status_code, bytes(body), ""
        finally:
            await answer.aclose()
