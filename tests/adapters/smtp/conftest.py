"""Servers for the SMTP tests."""

import contextlib
import datetime as dt
import ssl
from collections.abc import AsyncIterator

import pytest

from shopdesk.demo.servers.faults import SmtpFaults
from shopdesk.demo.servers.smtp import SmtpServer
from shopdesk.domain.shop.settings import Security
from tests.adapters.smtp.builders import NOW, PASSWORD, USER, server_context
from tests.adapters.smtp.post import Post, Serve
from tests.servers.certs import Authority


@pytest.fixture(scope="session")
def tls(ca: Authority) -> ssl.SSLContext:
    return server_context(ca.issue())


@pytest.fixture
def post(tls: ssl.SSLContext) -> Serve:
    @contextlib.asynccontextmanager
    async def serve(security: Security, faults: SmtpFaults | None = None) -> AsyncIterator[Post]:
        async def on_mail(
            sender: str, recipients: tuple[str, ...], raw: bytes, _at: dt.datetime
        ) -> None:
            opened.taken.append((sender, recipients, raw))

        opened = Post(
            SmtpServer(
                on_mail,
                lambda user, password: (user, password) == (USER, PASSWORD),
                lambda: NOW,
                tls=tls if security is Security.TLS else None,
                starttls=tls if security is Security.STARTTLS else None,
            )
        )
        opened.server.faults = faults or SmtpFaults()
        await opened.server.start()
        try:
            yield opened
        finally:
            await opened.server.stop()

    return serve
