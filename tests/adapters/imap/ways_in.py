"""Both adapters as one thing: somebody who connects, is let in or not, and says why."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest

from shopdesk.adapters.imap import ImapDoorbell, ImapMailbox
from shopdesk.domain.errors import ServerError
from shopdesk.domain.shop.settings import MailboxSettings
from tests.adapters.imap.ear import Ear

PASSWORD = "open sesame"

Enter: TypeAlias = Callable[..., Awaitable[None]]
"""Called with settings, `password` and `timeout_s`; returns once it is in."""


async def mailbox_enters(
    settings: MailboxSettings, *, password: str = PASSWORD, timeout_s: float = 5
) -> None:
    mailbox = ImapMailbox(settings, lambda: password, timeout_s=timeout_s)
    try:
        await asyncio.to_thread(mailbox.open)
    finally:
        await asyncio.to_thread(mailbox.close)


async def doorbell_enters(
    settings: MailboxSettings, *, password: str = PASSWORD, timeout_s: float = 5
) -> None:
    ear = Ear()
    task = ear.put_to(ImapDoorbell(settings, lambda: password, timeout_s=timeout_s))
    try:
        await ear.until(lambda: True in ear.calls)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


both = pytest.mark.parametrize("enter", [mailbox_enters, doorbell_enters])


async def failure(
    enter: Enter, settings: MailboxSettings, *, password: str = PASSWORD, timeout_s: float = 5
) -> ServerError:
    """Why it was not let in, within ten seconds: one sentence of printable words."""
    async with asyncio.timeout(10):
        with pytest.raises(ServerError) as caught:
            await enter(settings, password=password, timeout_s=timeout_s)
    assert str(caught.value).isprintable()
    assert password not in str(caught.value)
    return caught.value
