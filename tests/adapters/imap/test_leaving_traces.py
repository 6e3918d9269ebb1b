"""All that we ever change in a mailbox, on both servers."""

from __future__ import annotations

import pytest

from shopdesk.adapters.imap import ImapMailbox
from shopdesk.domain.errors import ServerRefused
from shopdesk.domain.mail.conversation import Place
from shopdesk.ports.mail import Folder, Role
from tests.adapters.imap.accounts import NINE, Account

INBOX = Folder("INBOX", Role.INBOX)
COPY = b"From: lan@shop.test\r\nMessage-ID: <copy-1@shop.test>\r\n\r\nGl\xc3\xbcck auf\r\n"


def test_answered(account: Account, mailbox: ImapMailbox) -> None:
    for _ in range(4):
        account.deliver()
    validity, address = mailbox.state(INBOX).uidvalidity, account.settings.address
    mailbox.mark_answered(
        [
            Place(address, "INBOX", validity, 1),
            Place(address, "INBOX", validity, 99),
            Place(address, "INBOX", validity + 1, 2),
            Place("other@shop.test", "INBOX", validity, 3),
            Place(address, "No such folder", validity, 1),
        ]
    )
    seen = {uid: flags for uid, (_, flags, _) in account.contents().items()}
    assert seen == {
        1: {b"\\Answered", b"\\Seen"},
        2: frozenset(),
        3: frozenset(),
        4: frozenset(),
    }
    assert {"\\Answered", "\\Seen"} <= mailbox.flags(INBOX, [1])[1]
    tuple(mailbox.fetch(INBOX, [4]))
    assert account.contents()[4][1] == frozenset()


def test_our_copy_is_filed_once(account: Account, mailbox: ImapMailbox) -> None:
    account.deliver(folder="Sent")
    for _ in range(2):
        mailbox.file_sent(COPY, "<copy-1@shop.test>", NINE)
    copies = list(account.contents("Sent").values())[1:]
    assert copies == [(COPY, frozenset({b"\\Seen"}), NINE)]
    mailbox.file_sent(COPY.replace(b"copy-1", b"copy-2"), "<copy-2@shop.test>", NINE)
    assert len(account.contents("Sent")) == 3
    assert mailbox.state(INBOX).exists == 0


def test_a_copy_that_somebody_else_filed_is_enough(account: Account, mailbox: ImapMailbox) -> None:
    account.deliver(COPY, folder="Sent")
    mailbox.file_sent(COPY, "<copy-1@shop.test>", NINE)
    assert len(account.contents("Sent")) == 1


def test_the_owners_choice_for_copies(account: Account) -> None:
    with account.elsewhere() as client:
        client.create_folder("Ответы")
    mailbox = account.mailbox(sent="Ответы")
    mailbox.open()
    assert mailbox.folders()[1] == Folder("Ответы", Role.SENT)
    mailbox.file_sent(COPY, "<copy-1@shop.test>", NINE)
    assert len(account.contents("Ответы")) == 1


def test_a_chosen_folder_that_is_not_there(account: Account) -> None:
    mailbox = account.mailbox(sent="Snet")
    mailbox.open()
    assert mailbox.folders() == (INBOX,)
    with pytest.raises(ServerRefused, match="no folder Snet for our copies"):
        mailbox.file_sent(COPY, "<copy-1@shop.test>", NINE)
