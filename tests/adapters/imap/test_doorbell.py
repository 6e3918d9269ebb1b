"""The contract of the port `Doorbell`, on both servers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from shopdesk.adapters.imap import ImapDoorbell
from shopdesk.demo.servers import EmbeddedServers
from shopdesk.demo.servers.faults import ImapFaults
from shopdesk.domain.errors import ServerRefused, SignInRefused, Unreachable
from tests.adapters.imap.accounts import Account
from tests.adapters.imap.ear import Ear, listening
from tests.servers.waiting import eventually


async def test_it_rings_whichever_way_in(protected: Account) -> None:
    async with listening(protected.doorbell()) as ear:
        assert ear.calls[0] is True
        await asyncio.to_thread(protected.deliver)
        await ear.until(lambda: ear.changes > 0)
    assert (await asyncio.to_thread(protected.contents))[1][1] == frozenset()


async def test_it_goes_on_ringing(account: Account) -> None:
    async with listening(account.doorbell()) as ear:
        for _ in range(3):
            before = ear.changes
            await asyncio.to_thread(account.deliver)
            await ear.until(lambda before=before: ear.changes > before)  # type: ignore[misc]
    assert ear.calls.count(True) == 1


async def test_a_flag_and_a_deletion_are_changes(account: Account) -> None:
    uid = await asyncio.to_thread(account.deliver)
    async with listening(account.doorbell()) as ear:
        await asyncio.to_thread(account.flag, uid, "\\Answered")
        await ear.until(lambda: ear.changes > 0)
        flagged = ear.changes
        await asyncio.to_thread(account.remove, uid)
        await ear.until(lambda: ear.changes > flagged)


async def test_idle_is_renewed(embedded: EmbeddedServers, embedded_account: Account) -> None:
    def renewals() -> int:
        return embedded.imap.transcript.count("IDLE")

    async with listening(embedded_account.doorbell(renew_s=0.02)) as ear:
        await asyncio.to_thread(eventually, lambda: renewals() > 4, "IDLE again and again")
        await asyncio.to_thread(embedded_account.deliver)
        await ear.until(lambda: ear.changes > 0)
    assert ear.calls.count(True) == 1


async def test_it_rings_between_renewals_too(account: Account) -> None:
    async with listening(account.doorbell(renew_s=0.03)) as ear:
        for _ in range(5):
            before = ear.changes
            await asyncio.to_thread(account.deliver)
            await ear.until(lambda before=before: ear.changes > before)  # type: ignore[misc]


async def test_the_first_of_the_folders(account: Account) -> None:
    name = "Заказы & mehr"

    def prepare() -> None:
        with account.elsewhere() as client:
            client.create_folder(name)

    await asyncio.to_thread(prepare)
    async with listening(account.doorbell(folders=(name, "INBOX"))) as ear:
        await asyncio.to_thread(account.deliver, folder=name)
        await ear.until(lambda: ear.changes > 0)


async def test_a_cut_is_heard(account: Account, cut: Callable[[], None]) -> None:
    async with listening(account.doorbell()) as ear:
        await asyncio.to_thread(cut)
        with pytest.raises(Unreachable):
            await ear.end()


async def test_it_ends_at_once_when_cancelled(
    embedded: EmbeddedServers, embedded_account: Account
) -> None:
    async with listening(embedded_account.doorbell()):
        assert embedded.imap.connections == 1
    await asyncio.to_thread(eventually, lambda: not embedded.imap.connections, "it hangs up", 2)


async def test_a_wrong_password(account: Account) -> None:
    doorbell = ImapDoorbell(account.settings, lambda: "hunter2", timeout_s=10)
    with pytest.raises(SignInRefused) as caught:
        await doorbell.listen(Ear())
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


async def test_a_folder_that_is_not_there(account: Account) -> None:
    with pytest.raises(ServerRefused):
        await account.doorbell(folders=("Nowhere",)).listen(Ear())


async def test_no_idle(embedded: EmbeddedServers, embedded_account: Account) -> None:
    embedded.imap.faults = ImapFaults(hidden_capabilities=frozenset({"IDLE"}))
    with pytest.raises(ServerRefused, match="no IDLE") as caught:
        await embedded_account.doorbell().listen(Ear())
    assert not caught.value.passing


async def test_pushes_in_pieces(embedded: EmbeddedServers, embedded_account: Account) -> None:
    embedded.imap.faults = ImapFaults(split_pushes=True)
    async with listening(embedded_account.doorbell()) as ear:
        await asyncio.to_thread(embedded_account.deliver)
        await ear.until(lambda: ear.changes > 0)


async def test_a_server_that_wants_to_know_who_we_are(
    embedded: EmbeddedServers, embedded_account: Account
) -> None:
    embedded.imap.faults = ImapFaults(demand_id=True)
    async with listening(embedded_account.doorbell()) as ear:
        assert ear.calls == [True]


@pytest.mark.parametrize("command", ["CAPABILITY", "LOGIN", "EXAMINE", "IDLE"])
async def test_a_server_that_falls_silent(
    embedded: EmbeddedServers, embedded_account: Account, command: str
) -> None:
    embedded.imap.faults = ImapFaults(stall_on=frozenset({command}))
    with pytest.raises(Unreachable, match=r"did not answer within 0\.2 s"):
        async with asyncio.timeout(5):
            await embedded_account.doorbell(timeout_s=0.2).listen(Ear())


@pytest.mark.parametrize("command", ["CAPABILITY", "LOGIN", "EXAMINE", "IDLE"])
async def test_a_server_that_hangs_up(
    embedded: EmbeddedServers, embedded_account: Account, command: str
) -> None:
    embedded.imap.faults = ImapFaults(drop_on=frozenset({command}))
    with pytest.raises(Unreachable, match=r"localhost:\d+ is broken"):
        await embedded_account.doorbell().listen(Ear())


@pytest.mark.parametrize("bad", ["a\r\nb", "a\0b", "\ud800"])
async def test_what_would_break_out_of_a_command_is_not_sent(
    embedded: EmbeddedServers, embedded_account: Account, bad: str
) -> None:
    with pytest.raises(ServerRefused, match="line break"):
        await embedded_account.doorbell(folders=(bad,)).listen(Ear())
    assert not embedded.imap.transcript
