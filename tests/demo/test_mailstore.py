"""The mail store: what is filed, numbered, renamed and told to watchers."""

import threading
from datetime import datetime

import pytest

from shopdesk.demo.servers import Folder, MailStore
from shopdesk.demo.servers.mailstore import (
    FolderExists,
    FolderMissing,
    FolderProtected,
    UnknownAccount,
)
from tests.demo.clients import NOON, OWNER, PASSWORD, mail


@pytest.fixture
def store() -> MailStore:
    store = MailStore()
    store.add_account(OWNER, PASSWORD)
    return store


def test_an_account_has_the_usual_folders(store: MailStore) -> None:
    found = {folder.name: folder.special_use for folder in store.folders(OWNER)}
    assert found == {
        "INBOX": None,
        "Archive": "\\Archive",
        "Drafts": "\\Drafts",
        "Junk": "\\Junk",
        "Sent": "\\Sent",
        "Trash": "\\Trash",
    }


def test_only_the_right_password_is_right(store: MailStore) -> None:
    assert store.authenticate(OWNER, PASSWORD)
    assert not store.authenticate(OWNER, PASSWORD + "x")
    assert not store.authenticate(OWNER, "")
    assert not store.authenticate("nobody", "")


def test_delivered_mail_gets_the_next_uid_and_crlf(store: MailStore) -> None:
    first = store.deliver(OWNER, b"Subject: a\n\nb\r\nc\n", internaldate=NOON)
    second = store.deliver(OWNER, mail(), internaldate=NOON, flags=["\\seen", "$Label1"])
    assert (first.uid, second.uid) == (1, 2)
    assert first.raw == b"Subject: a\r\n\r\nb\r\nc\r\n"
    assert second.flags == {"\\Seen", "$Label1"}
    assert store.messages(OWNER) == (first, second)


def test_a_naive_date_is_refused(store: MailStore) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="aware"):
        store.deliver(OWNER, mail(), internaldate=naive)


def test_uids_are_never_used_again(store: MailStore) -> None:
    for _ in range(3):
        store.deliver(OWNER, mail(), internaldate=NOON)
    assert [message.uid for message in store.expunge(OWNER, "INBOX", [2, 3, 9])] == [2, 3]
    assert store.deliver(OWNER, mail(), internaldate=NOON).uid == 4


def test_another_uidvalidity_renumbers_what_is_there(store: MailStore) -> None:
    for subject in ("a", "b", "c"):
        store.deliver(OWNER, mail(subject), internaldate=NOON, flags=["\\Flagged"])
    store.expunge(OWNER, "INBOX", [1])
    before = store.folder(OWNER, "INBOX")
    epoch = store.reset_uidvalidity(OWNER)
    after = store.folder(OWNER, "INBOX")
    assert epoch == after.uidvalidity != before.uidvalidity
    assert before.gone
    assert [m.uid for m in store.messages(OWNER)] == [1, 2]
    assert [m.flags for m in store.messages(OWNER)] == [{"\\Flagged"}] * 2


def test_folders_are_made_renamed_and_removed(store: MailStore) -> None:
    store.create(OWNER, "Suppliers/Leather")
    store.rename(OWNER, "Suppliers", "Partners")
    names = {folder.name for folder in store.folders(OWNER)}
    assert {"Partners", "Partners/Leather"} <= names
    assert not {"Suppliers", "Suppliers/Leather"} & names
    store.delete(OWNER, "Partners/Leather")
    with pytest.raises(FolderMissing):
        store.folder(OWNER, "Partners/Leather")


def test_what_cannot_be_is_refused(store: MailStore) -> None:
    with pytest.raises(FolderExists):
        store.create(OWNER, "inbox")
    with pytest.raises(FolderExists):
        store.rename(OWNER, "Sent", "Trash")
    with pytest.raises(FolderProtected):
        store.delete(OWNER, "INBOX")
    with pytest.raises(FolderProtected):
        store.rename(OWNER, "INBOX", "Elsewhere")
    with pytest.raises(UnknownAccount):
        store.deliver("nobody", mail(), internaldate=NOON)


def test_watchers_hear_of_every_change_until_they_leave(store: MailStore) -> None:
    heard: list[str] = []

    def watcher(folder: Folder) -> None:
        heard.append(folder.name)

    leave = store.subscribe(watcher)
    store.deliver(OWNER, mail(), internaldate=NOON)
    store.folder(OWNER, "INBOX").change_flags(1, add=["\\Seen"])
    store.folder(OWNER, "INBOX").change_flags(1, add=["\\Seen"])
    store.expunge(OWNER, "INBOX", [1])
    store.deliver(OWNER, mail(), folder="Junk", internaldate=NOON)
    leave()
    store.deliver(OWNER, mail(), internaldate=NOON)
    assert heard == ["INBOX", "INBOX", "INBOX", "Junk"]


def test_mail_from_many_threads_is_all_there(store: MailStore) -> None:
    def deliver() -> None:
        for _ in range(200):
            store.deliver(OWNER, mail(), internaldate=NOON)

    threads = [threading.Thread(target=deliver) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert store.wait_for(lambda: len(store.messages(OWNER)) == 800, timeout=10)
    for thread in threads:
        thread.join()
    assert [message.uid for message in store.messages(OWNER)] == list(range(1, 801))


def test_waiting_in_vain_ends(store: MailStore) -> None:
    assert not store.wait_for(lambda: False, timeout=0.01)
