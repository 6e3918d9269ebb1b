"""Finding the folder for our copies."""

from __future__ import annotations

import unicodedata

import pytest

from shopdesk.adapters.imap.sent import Listed, find_sent, prefix_of


def listed(*names: str, delimiter: str = "/") -> list[Listed]:
    return [Listed(name, delimiter, frozenset()) for name in names]


@pytest.mark.parametrize(
    "name",
    [
        "Sent",
        "sent items",
        "Sent Messages",
        "Отправленные",
        "Đã gửi",
        "Gesendete Elemente",
        "已发送",
    ],
)
def test_by_its_name(name: str) -> None:
    assert find_sent(listed("INBOX", "Drafts", name), "", None) == name
    decomposed = unicodedata.normalize("NFD", name)
    assert find_sent(listed("INBOX", decomposed), "", None) == decomposed


def test_below_a_prefix() -> None:
    folders = listed("INBOX", "INBOX.Sent", "INBOX.Drafts", delimiter=".")
    assert prefix_of(folders) == "INBOX."
    assert find_sent(folders, "INBOX.", None) == "INBOX.Sent"
    assert find_sent(folders, "", None) is None


def test_no_prefix() -> None:
    assert prefix_of(listed("INBOX", "Sent", "INBOX/Old")) == ""
    assert prefix_of(listed("INBOX")) == ""
    assert prefix_of(listed("INBOX", "INBOXES", "INBOX-2")) == ""


def test_the_servers_word_beats_the_name() -> None:
    folders = [*listed("INBOX", "Sent"), Listed("Gone out", "/", frozenset({"\\sent"}))]
    assert find_sent(folders, "", None) == "Gone out"


def test_the_owners_word_beats_the_servers() -> None:
    folders = [*listed("INBOX", "Ответы"), Listed("Sent", "/", frozenset({"\\sent"}))]
    assert find_sent(folders, "", "Ответы") == "Ответы"
    assert find_sent(folders, "", "Nowhere") is None


@pytest.mark.parametrize("flag", ["\\noselect", "\\nonexistent"])
def test_what_holds_no_mail_is_not_it(flag: str) -> None:
    folders = [Listed("Sent", "/", frozenset({flag, "\\sent"})), *listed("Sent Items")]
    assert find_sent(folders, "", None) == "Sent Items"
    assert find_sent(folders, "", "Sent") is None


def test_a_customer_folder_is_not_it() -> None:
    assert find_sent(listed("INBOX", "Sentimental", "Unsent", "Old/Sent"), "", None) is None
