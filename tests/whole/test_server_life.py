"""What other programs and administrators do to a mailbox while it is watched, on Dovecot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from shopdesk.bootstrap import Parts
from shopdesk.desk.desk import Desk
from shopdesk.desk.events import Answered, CustomerWrote, MovedAway, Trouble, WatchChanged
from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.alarm.watching import Watching
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.mail.conversation import Reason, Status
from tests.servers.dovecot import Account, Dovecot
from tests.servers.waiting import eventually
from tests.shop import Mail
from tests.whole.conftest import Shop, wait_until
from tests.whole.test_main_job import alarms, answer

ID = "hers@customers.test"
SEEING = (Watching.IDLE, Watching.POLL)


def checked(shop: Shop) -> None:
    eventually(
        lambda: any(e.state.watching is Watching.IDLE for e in shop.heard(WatchChanged)),
        "the watch to hear of new mail at once",
    )


def alarm_for(shop: Shop, desk: Parts, dovecot: Dovecot, id: str = ID) -> Alarm:
    """A customer's mail that has become an alarm."""
    checked(shop)
    jane = dovecot.new_account()
    mail = Mail(f"Jane Roe <{jane.address}>", id=id)
    dovecot.lmtp(shop.account.address, mail.raw(datetime.now(UTC)))
    (alarm,) = wait_until(desk, alarms, "the alarm")
    return alarm


def move(dovecot: Dovecot, account: Account, folder: str) -> None:
    """As the phone does it."""
    with dovecot.client(account.address) as client:
        if not client.folder_exists(folder):
            client.create_folder(folder)
        client.select_folder("INBOX")
        client.move(client.search(), folder)


@pytest.mark.parametrize(
    ("folder", "reason"), [("Trash", Reason.NOT_A_CUSTOMER), ("Junk", Reason.SPAM)]
)
def test_moved_to_the_bin_the_alarm_is_off_and_can_be_taken_back(
    shop: Shop, desk: Parts, dovecot: Dovecot, folder: str, reason: Reason
) -> None:
    conversation = alarm_for(shop, desk, dovecot).conversation
    move(dovecot, shop.account, folder)
    (moved,) = eventually(lambda: shop.heard(MovedAway), "the note")
    assert (moved.conversation, moved.folder, moved.reason) == (conversation, folder, reason)
    assert desk.desk.call(alarms) == ()
    assert desk.desk.call(lambda d: d.records.conversation(conversation).status) is Status.CLOSED
    assert desk.desk.call(lambda d: d.dismiss.undo(conversation))
    (alarm,) = desk.desk.call(alarms)
    assert alarm.conversation == conversation
    # it lies where it lies by now: no further look ends it again
    before = len(shop.heard(WatchChanged))
    dovecot.lmtp(shop.account.address, Mail(sender="Bo <bo@x.test>").raw(datetime.now(UTC)))
    wait_until(desk, lambda d: len(alarms(d)) == 2, "both alarms")
    eventually(lambda: len(shop.heard(WatchChanged)) > before, "another look")
    assert len(shop.heard(MovedAway)) == 1


def test_moved_elsewhere_it_is_found_again_and_keeps_ringing(
    shop: Shop, desk: Parts, dovecot: Dovecot
) -> None:
    alarm = alarm_for(shop, desk, dovecot)
    move(dovecot, shop.account, "Заказы & co")

    def folder(desk: Desk) -> str:
        return desk.records.open_places(shop.account.address)[0][1].folder

    wait_until(desk, lambda d: folder(d) == "Заказы & co", "its new place")
    assert [a.wait for a in desk.desk.call(alarms)] == [alarm.wait]
    number = answer(desk, alarm.conversation, "It is on its way.")
    wait_until(desk, lambda d: d.records.dispatch(number).stage is Stage.FILED, "the answer")
    with dovecot.client(shop.account.address) as client:
        client.select_folder("Заказы & co", readonly=True)
        assert {b"\\Answered", b"\\Seen"} <= set(client.get_flags([1])[1])


def test_deleted_for_good_it_keeps_ringing_and_the_owner_is_told(
    shop: Shop, desk: Parts, dovecot: Dovecot
) -> None:
    alarm = alarm_for(shop, desk, dovecot)
    with dovecot.client(shop.account.address) as client:
        client.select_folder("INBOX")
        client.delete_messages(client.search())
        client.expunge()
    eventually(
        lambda: any("deleted on the server" in e.sentence for e in shop.heard(Trouble)),
        "the note",
        30,
    )
    assert [a.wait for a in desk.desk.call(alarms)] == [alarm.wait]
    number = answer(desk, alarm.conversation, "It is on its way.")
    wait_until(desk, lambda d: d.records.dispatch(number).stage is Stage.FILED, "the answer")


@contextmanager
def watching(shop: Shop) -> Iterator[Parts]:
    """Its engine at work."""
    made = shop.parts()
    made.desk.start()
    engine = shop.running(made)
    engine.start()
    try:
        yield made
    finally:
        engine.stop()
        made.desk.stop()


@pytest.fixture
def two_folders(shop: Shop, dovecot: Dovecot) -> Shop:
    """INBOX and another one that customers write to."""
    with dovecot.client(shop.account.address) as client:
        client.create_folder("Shop")
    config = shop.profile.config.read_text("utf-8")
    changed = config.replace(
        'addresses = ["orders', 'folders = ["INBOX", "Shop"]\naddresses = ["orders'
    )
    shop.profile.config.write_text(changed.replace('poll = "60 s"', 'poll = "5 s"'), "utf-8")
    return shop


def test_a_folder_that_was_renamed_is_missed_aloud_and_hides_no_other(
    two_folders: Shop, dovecot: Dovecot
) -> None:
    shop = two_folders

    def now() -> Watching:
        return shop.heard(WatchChanged)[-1].state.watching

    with watching(shop) as desk:
        checked(shop)
        with dovecot.client(shop.account.address) as client:
            client.rename_folder("Shop", "Shop 2025")
        eventually(lambda: now() is Watching.DOWN, "the banner", 20)
        assert "Shop" in shop.heard(WatchChanged)[-1].state.reason
        dovecot.lmtp(shop.account.address, Mail(id=ID).raw(datetime.now(UTC)))
        wait_until(desk, alarms, "the alarm from the folder that is there")
        with dovecot.client(shop.account.address) as client:
            client.rename_folder("Shop 2025", "Shop")
            raw = Mail(sender="Bo <bo@x.test>", id="bo@x.test").raw(datetime.now(UTC))
            client.append("Shop", raw, (), datetime.now(UTC))
        wait_until(desk, lambda d: len(alarms(d)) == 2, "the alarm from the one that came back")
        eventually(lambda: now() in SEEING, "the watch", 20)


def test_the_copy_that_the_provider_files_is_not_doubled(
    shop: Shop, desk: Parts, dovecot: Dovecot
) -> None:
    alarm = alarm_for(shop, desk, dovecot)
    queued = answer(desk, alarm.conversation, "It is on its way.")
    raw = desk.desk.call(lambda d: d.records.dispatch(queued).raw)
    dovecot.deliver(shop.account.address, raw, folder="Sent", flags=["\\Seen"])
    wait_until(desk, lambda d: d.records.dispatch(queued).stage is Stage.FILED, "the answer")
    with dovecot.client(shop.account.address) as client:
        assert client.select_folder("Sent", readonly=True)[b"EXISTS"] == 1
    assert [e.elsewhere for e in shop.heard(Answered)] == [False]


def test_read_deleted_and_expunged_before_we_looked_is_no_harm(
    shop: Shop, desk: Parts, dovecot: Dovecot
) -> None:
    """The phone was faster; everything else goes on."""
    checked(shop)
    with dovecot.client(shop.account.address) as client:
        client.append("INBOX", Mail(id="gone@x.test").raw(datetime.now(UTC)), (), datetime.now(UTC))
        client.select_folder("INBOX")
        client.delete_messages(client.search())
        client.expunge()
    alarm_for(shop, desk, dovecot)
    assert len(shop.heard(CustomerWrote)) <= 2
    assert shop.heard(WatchChanged)[-1].state.watching in SEEING


def put_into_junk(shop: Shop, dovecot: Dovecot, mail: Mail) -> None:
    """As a server does that is too careful."""
    with dovecot.client(shop.account.address) as client:
        if not client.folder_exists("Junk"):
            client.create_folder("Junk")
        client.append("Junk", mail.raw(datetime.now(UTC)))


def test_a_known_customer_among_the_spam_is_told_of_and_nothing_is_moved(
    shop: Shop, dovecot: Dovecot
) -> None:
    with dovecot.client(shop.account.address) as client:
        known = Mail("Jane Roe <jane@customers.test>", id="first@customers.test")
        client.append("INBOX", known.raw(datetime.now(UTC)))
    put_into_junk(
        shop,
        dovecot,
        Mail("Jane Roe <jane@customers.test>", subject="Lost?", id="2@customers.test"),
    )
    put_into_junk(shop, dovecot, Mail("Pills <p@spam.test>", subject="Cheap!", id="3@spam.test"))
    made = shop.parts()
    made.desk.start()
    engine = shop.running(made)
    engine.start()
    try:
        (said,) = eventually(
            lambda: [e.sentence for e in shop.heard(Trouble) if "Junk" in e.sentence], "the word"
        )
    finally:
        engine.stop()
        made.desk.stop()
    assert "Jane Roe" in said
    assert "Lost?" in said
    with dovecot.client(shop.account.address) as client:
        client.select_folder("Junk", readonly=True)
        assert len(client.search()) == 2
        assert not any(
            flags for flags in client.get_flags(client.search()).values() if b"\\Seen" in flags
        )
