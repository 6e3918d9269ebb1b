"""A decent SMTP server that keeps what it takes."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from shopdesk.demo.servers.smtp import SmtpServer


@dataclass
class Post:
    """A decent server and what it took."""

    server: SmtpServer
    taken: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)


Serve = Callable[..., AbstractAsyncContextManager[Post]]
"""Starts one: `async with serve(security, faults) as post`."""
