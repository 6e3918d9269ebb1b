"""What customers write, in what commands print: no control character reaches a pipe."""

from __future__ import annotations

import json

import pytest

from tests.safety import hostile
from tests.safety.house import JANE, House


@pytest.fixture
def attacked(shop: House) -> House:
    """Jane's name, subject, words, file, order and product are all of that kind."""
    words = f"{hostile.EVERYTHING} {hostile.MARKUP}"
    shop.import_order(name=words, product=words)
    shop.arrives(hostile.mail(name=words, subject=words, body=words, filename=words))
    done = shop.run("watch", "--once")
    assert done.returncode == 0, done.stderr
    assert hostile.raw_controls(done.stdout + done.stderr) == []
    return shop


def test_control_bytes_of_customers_do_not_leave_any_command(attacked: House) -> None:
    file = attacked.home / "a.eml"
    words = hostile.EVERYTHING
    file.write_bytes(hostile.mail(name=words, subject=words, body=words, filename=words))
    for command in (
        ("inspect", str(file)),
        ("inspect", "--json", str(file)),
        ("customers", "list"),
        ("customers", "show", JANE),
        ("orders", "show", "1042"),
        ("search", "EVIL"),
    ):
        done = attacked.run(*command)
        assert done.returncode == 0, (command, done.stderr)
        assert b"EVIL" in done.stdout, command
        assert hostile.raw_controls(done.stdout + done.stderr) == [], command
    for form in ("--csv", "--html"):
        done = attacked.run("report", form)
        assert done.returncode == 0, (form, done.stderr)
        assert done.stdout
        assert hostile.raw_controls(done.stdout.replace(b"\r\n", b"\n")) == [], form


def test_a_line_end_in_a_mail_is_none_in_a_header_or_a_line(shop: House) -> None:
    """An encoded word may bring one; it would begin a field, or a line of our output."""
    split = "hello\r\nBcc: all@evil.test\r\n\r\nEVIL-BODY"
    file = shop.home / "a.eml"
    file.write_bytes(hostile.mail(name=split, subject=split, filename=split))
    (line,) = shop.run("inspect", "--json", str(file)).stdout.splitlines()
    said = json.loads(line)
    words = (said["subject"], said["from"]["name"], said["attachments"][0]["filename"])
    assert [w for w in words if "\r" in w or "\n" in w] == []
    printed = shop.run("inspect", str(file)).stdout.decode()
    assert not [row for row in printed.splitlines() if row.startswith(("Bcc", "EVIL"))]


def test_a_line_end_in_a_subject_is_none_in_our_answer(shop: House) -> None:
    split = "hello\r\nBcc: all@evil.test\r\n\r\nEVIL-BODY"
    shop.arrives(hostile.mail(name=split, subject=split))
    with shop.board() as board:
        board.wait_for("watching", "alarm:", "Bcc", "1 Where is my order")
        board.press("1")
        board.wait_for("Re: hello")
        board.press("ctrl+s")
        board.wait_for("fire is out")
    ((_, to, raw),) = shop.sent
    assert to == (JANE,)
    head, _, body = raw.partition(b"\r\n\r\n")
    assert not [row for row in head.split(b"\r\n") if row.lower().startswith(b"bcc")]
    assert not [row for row in body.split(b"\r\n") if row.startswith(b"EVIL-BODY")]


def test_an_answer_s_address_and_a_look_alike_are_warned_of(shop: House) -> None:
    file = shop.home / "a.eml"
    file.write_bytes(
        hostile.mail(address="jane@paypa1.com", headers="Reply-To: other@elsewhere.test\r\n")
    )
    said = json.loads(shop.run("inspect", "--json", str(file)).stdout)
    assert said["warnings"] == [
        "Answers go to other@elsewhere.test, not to the sender jane@paypa1.com.",
        "paypa1.com looks like paypal.com, but is not.",
    ]


def test_a_mailto_address_is_no_command_and_attaches_nothing(shop: House) -> None:
    """Nothing here follows `mailto:` addresses: one is listed with the text, and that is all."""
    own = shop.home / "own.txt"
    own.write_text("EVIL-SECRET", "utf-8")
    file = shop.home / "a.eml"
    link = f"mailto:{JANE}?attach={own}&amp;attachment={own}"
    file.write_bytes(
        b"From: Jane Roe <jane@customers.test>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n"
        + f'<p>Please <a href="{link}">answer here</a>, I wait.</p>\r\n'.encode()
    )
    said = json.loads(shop.run("inspect", "--json", str(file)).stdout)
    assert "answer here" in said["text"]
    shop.arrives(file.read_bytes())
    with shop.board() as board:
        board.wait_for("watching", "alarm:", "Jane Roe")
        board.press("1")
        board.wait_for("Subject")
        board.press("ctrl+s")
        board.wait_for("fire is out")
    ((_, _, raw),) = shop.sent
    assert b"Content-Type: text/plain" in raw and b"multipart" not in raw
    assert b"EVIL-SECRET" not in raw
