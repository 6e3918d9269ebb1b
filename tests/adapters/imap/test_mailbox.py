"""The contract of the port `Mailbox`, on both servers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from shopdesk.adapters.imap import ImapMailbox
from shopdesk.domain.errors import ServerError, ServerRefused, SignInRefused, Unreachable
from shopdesk.domain.mail.conversation import Place
from shopdesk.ports.mail import Folder, Role
from tests.adapters.imap.accounts import MAIL, NINE, Account
from tests.servers.waiting import eventually

INBOX = Folder("INBOX", Role.INBOX)
SENT = Folder("Sent", Role.SENT)


def test_every_way_in(protected: Account) -> None:
    uid = protected.deliver()
    mailbox = protected.mailbox()
    mailbox.open()
    assert mailbox.folders() == (INBOX, SENT)
    assert [a.place.uid for a in mailbox.fetch(INBOX, mailbox.uids(INBOX))] == [uid]
    mailbox.close()


def test_state_is_afresh(account: Account, mailbox: ImapMailbox) -> None:
    empty = mailbox.state(INBOX)
    assert (empty.exists, empty.uidnext) == (0, 1)
    account.deliver()
    account.deliver()
    assert mailbox.state(INBOX).exists == 2
    account.remove(1)
    left = mailbox.state(INBOX)
    assert (left.exists, left.uidnext, left.uidvalidity) == (1, 3, empty.uidvalidity)
    account.deliver(folder="Sent")
    assert mailbox.state(SENT).exists == 1
    assert mailbox.state(INBOX) == left


def test_news_that_comes_with_another_answer_is_not_lost(
    account: Account, mailbox: ImapMailbox
) -> None:
    account.deliver()
    before = mailbox.state(INBOX)
    account.deliver()
    for uid in (1, 1, 1):
        tuple(mailbox.fetch(INBOX, [uid]))
    assert mailbox.state(INBOX).uidnext == before.uidnext + 1
    assert mailbox.uids(INBOX, above=1) == (2,)


def test_uids_above_and_since(account: Account, mailbox: ImapMailbox) -> None:
    assert mailbox.uids(INBOX) == ()
    assert mailbox.uids(INBOX, above=7) == ()
    for day in (1, 10, 20):
        account.deliver(received=datetime(2026, 11, day, 12, tzinfo=UTC))
    assert mailbox.uids(INBOX) == (1, 2, 3)
    assert mailbox.uids(INBOX, above=1) == (2, 3)
    assert mailbox.uids(INBOX, above=2) == (3,)
    assert mailbox.uids(INBOX, above=3) == ()
    assert mailbox.uids(INBOX, above=99) == ()
    assert mailbox.uids(INBOX, since=datetime(2026, 11, 9, tzinfo=UTC).date()) == (2, 3)
    assert mailbox.uids(INBOX, above=2, since=datetime(2026, 11, 9, tzinfo=UTC).date()) == (3,)


def test_uids_are_afresh_without_state(account: Account, mailbox: ImapMailbox) -> None:
    account.deliver()
    assert mailbox.uids(INBOX, above=0) == (1,)
    account.deliver()
    assert mailbox.uids(INBOX, above=1) == (2,)
    account.remove(2)
    assert mailbox.uids(INBOX, above=1) == ()
    assert mailbox.uids(INBOX) == (1,)


def test_a_mail_comes_as_it_is(account: Account, mailbox: ImapMailbox) -> None:
    raw = (
        "Subject: =?utf-8?q?Gi=C3=A0y?=\r\n\r\nGiày này còn size 38 không ạ? "
        "(UID 99) {5}\r\n* 1 FETCH (FLAGS ())\r\n\r\n"
    ).encode()
    kolkata = timezone(timedelta(hours=5, minutes=30))
    received = datetime(2026, 3, 29, 1, 30, 17, tzinfo=kolkata)
    uid = account.deliver(raw, received, flags=["\\Flagged", "$Forwarded"])
    (arrival,) = mailbox.fetch(INBOX, [uid])
    validity = mailbox.state(INBOX).uidvalidity
    assert arrival.place == Place(account.settings.address, "INBOX", validity, uid)
    assert arrival.raw == raw
    assert arrival.size == len(raw)
    assert arrival.role is Role.INBOX
    assert arrival.received == received
    assert arrival.received.tzinfo is UTC
    assert {"\\Flagged", "$Forwarded"} <= arrival.flags


def test_reading_marks_nothing(account: Account, mailbox: ImapMailbox) -> None:
    uid = account.deliver()
    assert len(list(mailbox.fetch(INBOX, [uid]))) == 1
    assert mailbox.flags(INBOX, [uid])[uid] <= {"\\Recent"}
    mailbox.close()
    assert account.contents()[uid][1] == frozenset()


def test_order_is_as_asked_and_the_vanished_are_left_out(
    account: Account, mailbox: ImapMailbox
) -> None:
    account.deliver_many(5)
    mailbox.state(INBOX)
    account.remove(2, 4)
    asked = [5, 4, 3, 2, 1, 77]
    assert [a.place.uid for a in mailbox.fetch(INBOX, asked)] == [5, 3, 1]
    assert mailbox.flags(INBOX, asked).keys() == {1, 3, 5}
    assert list(mailbox.fetch(INBOX, [])) == []
    assert list(mailbox.fetch(INBOX, [77])) == []


def test_a_mail_that_vanishes_while_others_are_read(account: Account, mailbox: ImapMailbox) -> None:
    account.deliver_many(4)
    arrivals = mailbox.fetch(INBOX, [1, 2, 3, 4])
    assert next(arrivals).place.uid == 1
    account.remove(3)
    assert [a.place.uid for a in mailbox.fetch(INBOX, [3, 4])] == [4]


def test_many_mails(account: Account, mailbox: ImapMailbox) -> None:
    account.deliver_many(230)
    uids = mailbox.uids(INBOX)
    assert len(uids) == 230
    arrivals = list(mailbox.fetch(INBOX, tuple(reversed(uids))))
    assert [a.place.uid for a in arrivals] == list(reversed(uids))
    assert arrivals[0].raw == MAIL + b"229\r\n"


def test_a_mail_of_more_than_50_mib_comes_with_its_header_only(
    account: Account, mailbox: ImapMailbox
) -> None:
    header = b"Subject: a film\r\n\r\n"
    size = 51 * 2**20
    line = b"x" * 1022 + b"\r\n"
    account.deliver(header + line * (size // len(line)))
    account.deliver()
    large, small = mailbox.fetch(INBOX, [1, 2])
    assert large.raw == header
    assert large.size == len(header) + size
    assert small.raw == MAIL


@pytest.mark.parametrize("name", ["Заказы & «возврат»", "Đơn hàng/Mới", 'a "b" c%*', "12345", "\\"])
def test_folder_names(account: Account, name: str) -> None:
    with account.elsewhere() as client:
        client.create_folder(name)
    uid = account.deliver(folder=name)
    mailbox = account.mailbox(folders=("INBOX", name))
    mailbox.open()
    folder = Folder(name, Role.INBOX)
    assert mailbox.folders() == (INBOX, folder, SENT)
    assert mailbox.state(folder).exists == 1
    (arrival,) = mailbox.fetch(folder, mailbox.uids(folder))
    assert (arrival.place.folder, arrival.place.uid) == (name, uid)
    mailbox.mark_answered([arrival.place])
    assert account.contents(name)[uid][1] == {b"\\Answered", b"\\Seen"}


def test_a_folder_that_is_not_there(account: Account) -> None:
    mailbox = account.mailbox(folders=("Nowhere",))
    mailbox.open()
    with pytest.raises(ServerRefused, match=r"Nowhere cannot be opened\. localhost:"):
        mailbox.state(Folder("Nowhere", Role.INBOX))
    assert mailbox.state(INBOX).exists == 0, "a refusal is not the end of the connection"


def test_a_cut_connection_is_made_anew(
    account: Account, mailbox: ImapMailbox, cut: Callable[[], None]
) -> None:
    account.deliver()
    mailbox.state(INBOX)
    cut()

    def lost() -> Unreachable | None:
        try:
            mailbox.state(INBOX)
        except Unreachable as error:
            return error
        return None

    error = eventually(lost, "the loss is noticed")
    assert error
    assert error.passing
    with pytest.raises(Unreachable, match="has to be made anew"):
        mailbox.uids(INBOX)
    mailbox.open()
    assert mailbox.uids(INBOX) == (1,)


def test_new_numbers(account: Account, mailbox: ImapMailbox, renumber: Callable[[], int]) -> None:
    account.deliver()
    old = mailbox.state(INBOX)
    place = Place(account.settings.address, "INBOX", old.uidvalidity, 1)
    new = renumber()
    mailbox.open()
    assert mailbox.state(INBOX).uidvalidity == new != old.uidvalidity
    mailbox.mark_answered([place])
    assert all(not flags for _, flags, _ in account.contents().values())


def test_a_wrong_password(account: Account) -> None:
    mailbox = ImapMailbox(account.settings, lambda: 'hunter2"\\', timeout_s=10)
    with pytest.raises(SignInRefused, match=account.settings.imap.user) as caught:
        mailbox.open()
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert not caught.value.passing
    with pytest.raises(Unreachable):
        mailbox.folders()


def test_the_password_is_asked_for_at_each_sign_in(account: Account) -> None:
    asked: list[str] = []

    def password() -> str:
        asked.append("asked")
        return account.password

    mailbox = ImapMailbox(account.settings, password, timeout_s=10)
    assert not asked
    mailbox.open()
    mailbox.open()
    assert len(asked) == 2
    assert account.password not in repr(mailbox)
    assert account.password not in repr(vars(mailbox))


@pytest.mark.parametrize("bad", ["a\r\nb", "a\nb", "a\0b", "\ud800"])
def test_what_would_break_out_of_a_command_is_not_sent(
    account: Account, mailbox: ImapMailbox, bad: str
) -> None:
    folder = Folder(bad, Role.INBOX)
    place = Place(account.settings.address, bad, 1, 1)
    for attempt in (
        lambda: mailbox.state(folder),
        lambda: mailbox.uids(folder),
        lambda: list(mailbox.fetch(folder, [1])),
        lambda: mailbox.flags(folder, [1]),
        lambda: mailbox.mark_answered([place]),
        lambda: mailbox.file_sent(MAIL, bad, NINE),
    ):
        with pytest.raises(ServerRefused, match="line break"):
            attempt()
    assert mailbox.state(INBOX).exists == 0


def test_before_it_is_opened_and_after_it_is_closed(account: Account) -> None:
    mailbox = account.mailbox()
    mailbox.close()
    with pytest.raises(ServerError):
        mailbox.state(INBOX)
    mailbox.open()
    mailbox.close()
    mailbox.close()
    with pytest.raises(Unreachable):
        mailbox.folders()
