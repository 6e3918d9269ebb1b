"""`shopdesk inspect`, called as the owner calls it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from shopdesk.cli import main
from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.mail.conversation import Category
from shopdesk.ports.mail import Receipt
from tests.shop import Mail, small_shop

FIELDS = [
    *("file", "from", "reply_to", "to", "customer", "channel", "subject", "date", "message_id"),
    *("references", "text", "new_text", "attachments", "automatic", "may_answer_automatically"),
    *("bounce", "category", "language", "order_numbers", "templates", "warnings"),
]

MAIL = """\
From: =?utf-8?q?Nguy=E1=BB=85n?= Minh <minh@customer.example>
To: shop@example.net, Second <second@example.net>
Subject: Where is my order #1042?
Date: Mon, 5 May 2025 10:30:00 +0700
Message-ID: <two@customer.example>
References: <one@example.net>
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

When will my order #1042 arrive?

On Mon, 5 May 2025 at 10:00, Shop <shop@example.net> wrote:
> It left today.
--x
Content-Type: image/png; name=shoe.png

PNG
--x--
"""

BOUNCE = """\
From: MAILER-DAEMON@example.net
Subject: Undelivered Mail
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x

<gone@customer.example>: 550 5.1.1 User unknown
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; example.net

Final-Recipient: rfc822; gone@customer.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown
--x--
"""


@pytest.fixture(autouse=True)
def no_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A profile that holds nothing."""
    monkeypatch.setenv("SHOPDESK_PROFILE", str(tmp_path / "profile"))
    return tmp_path / "profile"


def put(folder: Path, name: str, text: str) -> str:
    """A mail in a file; gives the file's name for the call."""
    (folder / name).write_bytes(text.encode())
    return str(folder / name)


def inspect(capsys: pytest.CaptureFixture[str], *files: str, code: int = 0) -> list[dict[str, Any]]:
    """The objects that were printed, one a line."""
    assert main(["inspect", *files, "--json"]) == code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_customer_s_mail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = put(tmp_path, "a.eml", MAIL)
    (said,) = inspect(capsys, file)
    assert list(said) == FIELDS
    assert said["file"] == file
    assert said["from"] == {"name": "Nguyễn Minh", "email": "minh@customer.example"}
    assert said["reply_to"] is None
    assert said["to"] == [
        {"name": "", "email": "shop@example.net"},
        {"name": "Second", "email": "second@example.net"},
    ]
    assert said["customer"] == said["from"]
    assert (said["channel"], said["category"], said["language"]) == ("email", "delivery", "en")
    assert said["date"] == "2025-05-05T03:30:00Z"
    assert (said["message_id"], said["references"]) == ("two@customer.example", ["one@example.net"])
    assert said["text"].endswith("> It left today.")
    assert said["new_text"] == "When will my order #1042 arrive?"
    assert said["attachments"] == [
        {
            "filename": "shoe.png",
            "content_type": "image/png",
            "size": 3,
            "sha256": sha256(b"PNG").hexdigest(),
        }
    ]
    assert (said["automatic"], said["may_answer_automatically"], said["bounce"]) == (
        None,
        True,
        None,
    )
    assert (said["order_numbers"], said["warnings"]) == (["1042"], [])


def test_the_likeliest_answers_come_best_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (said,) = inspect(capsys, put(tmp_path, "a.eml", MAIL))
    found = said["templates"]
    assert len(found) == 9
    assert (found[0]["id"], found[0]["title"]) == ("order-status", "Where is my order")
    scores = [one["score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) <= 1


def test_what_the_profile_s_owner_answers_is_suggested(
    no_profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    no_profile.mkdir()
    with small_shop(no_profile) as shop:
        mine = Template("mine", Category.DELIVERY, {"en": Variant("My own", "Soon.")})
        shop.desk.templates.put(mine)
        for n in range(20):
            shop.receive(Mail(sender=f"c{n}@example.com", body="When will it arrive?", id=f"{n}@x"))
            (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
            draft = shop.desk.compose.draft(alarm.conversation, mine)
            number = shop.desk.compose.queue(draft, shop.clock.now())
            assert shop.desk.outbox.sending(number)
            shop.desk.outbox.accepted(number, Receipt("250 ok"), shop.clock.now())
    (said,) = inspect(capsys, put(tmp_path, "a.eml", MAIL))
    assert said["templates"][0]["title"] == "My own"


def test_a_look_at_a_file_makes_no_profile(
    no_profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inspect(capsys, put(tmp_path, "a.eml", MAIL))
    assert not no_profile.exists()


def test_a_returned_mail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (said,) = inspect(capsys, put(tmp_path, "a.eml", BOUNCE))
    assert (said["automatic"], said["may_answer_automatically"]) == ("bounce", False)
    assert said["bounce"]["recipients"] == ["gone@customer.example"]
    assert said["bounce"]["kind"] == "hard"
    assert said["bounce"]["reason"]


def test_an_unreadable_mail_is_an_answer_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = inspect(capsys, put(tmp_path, "empty.eml", ""), put(tmp_path, "a.eml", MAIL))
    assert [list(one) for one in said] == [FIELDS, FIELDS]
    assert said[0]["warnings"] == ["The mail is empty."]
    assert said[0]["may_answer_automatically"] is False


def test_a_missing_file_is_told_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, file = str(tmp_path / "none.mbox"), put(tmp_path, "a.eml", MAIL)
    assert main(["inspect", missing, file, "--json"]) == 1
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1
    assert "none.mbox" in printed.err


def test_conversations_are_numbered_for_all_files_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = "From: minh@customer.example\nMessage-ID: <one@example.net>\n\nHello\n"
    other = "From: jane@x.example\nMessage-ID: <other@x>\n\nHello\n"
    box = "".join(f"From a@b Mon May  5 10:30:00 2025\n{one}\n" for one in (other, MAIL))
    files = [
        put(tmp_path, "a.mbox", box),
        put(tmp_path, "b.eml", first),
        put(tmp_path, "c.eml", ""),
    ]
    said = inspect(capsys, *files, "--threads")
    numbers = {one["message_id"]: one.get("conversation") for one in said}
    assert numbers["one@example.net"] == numbers["two@customer.example"] != numbers["other@x"]
    assert "conversation" not in said[-1]


def test_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = MAIL.replace("When will", "\x1b[31mWhen \u202ewill")
    assert main(["inspect", put(tmp_path, "a.eml", hostile), put(tmp_path, "b.eml", "")]) == 0
    printed = capsys.readouterr().out
    assert "Nguyễn Minh" in printed
    assert "shoe.png" in printed
    assert "unreadable" in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_json_is_plain_letters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["inspect", put(tmp_path, "a.eml", MAIL.replace("When", "\x9b31m\u202e")), "--json"])
    assert capsys.readouterr().out.isascii()


def test_the_profile_says_which_addresses_are_the_shop_s(
    tmp_path: Path, no_profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    no_profile.mkdir()
    (no_profile / "config.toml").write_text(
        '[shop]\nname = "Shoes"\nowner = "Lan"\nzone = "Asia/Ho_Chi_Minh"\n'
        '[[mailbox]]\naddress = "Shop@example.net"\n'
        'imap = { host = "imap.example.net" }\nsmtp = { host = "smtp.example.net" }\n'
    )
    own = MAIL.replace("minh@customer.example", "shop@example.net", 1)
    (said,) = inspect(capsys, put(tmp_path, "a.eml", own))
    assert said["automatic"] == "own"
