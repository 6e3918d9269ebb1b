"""What customers write, on the board in a terminal: every byte that is written is looked at."""

from __future__ import annotations

import os
import socket
from contextlib import closing

import pytest

from tests.safety import hostile
from tests.safety.house import House
from tests.servers.ports import LOOPBACK
from tests.servers.waiting import eventually

LISTED = "alarm:"
OPEN = "full text"


def test_control_bytes_and_markup_of_customers_are_only_text(shop: House) -> None:
    words = f"{hostile.EVERYTHING} {hostile.MARKUP}"
    shop.arrives(hostile.mail(name=words, subject=words, body=words, filename=words))
    with shop.board() as board:
        board.wait_for("watching", LISTED, "EVIL-TITLE", "[@click=app.quit]EVIL-CLICK[/]")
        board.press("enter")
        board.wait_for(OPEN, "[red]EVIL-MARKUP[/red] [/] [b]", "⟨202E⟩EVIL-RTL", "📎")
        board.press("s")
        board.wait_for("Files and pages", "save ")
        board.press("escape")
        board.wait_for(OPEN)
        board.press("r")
        board.wait_for("Subject", "To jane@customers.test")
        assert hostile.obeyed(board.written) == []


def test_the_look_at_the_bytes_finds_each_attack() -> None:
    """Or the test above could not fail."""
    assert hostile.obeyed("Where is my order? ␛]0;EVIL␇".encode()) == []
    for attack in hostile.ATTACKS.values():
        assert hostile.obeyed(attack.encode()), repr(attack)


def test_orders_and_their_customers_are_only_text(shop: House) -> None:
    shop.import_order(name=hostile.EVERYTHING, product=f"{hostile.EVERYTHING} {hostile.MARKUP}")
    shop.arrives(hostile.mail())
    with shop.board() as board:
        board.wait_for("watching", LISTED, "Jane Roe", "#1042")
        board.press("enter")
        board.wait_for(OPEN, "EVIL")
        assert hostile.obeyed(board.written) == []


def test_liquid_of_a_customer_stays_text(shop: House) -> None:
    """In the name, which a template greets, and in the text, which the answer quotes."""
    shop.arrives(
        hostile.mail(
            name="{{ shop.name }}", subject="{% raise %}", body="{{ 7 | times: 6 }} where is it?"
        )
    )
    with shop.board() as board:
        board.wait_for("watching", LISTED, "{{ shop.name }}", "1 Where is my order")
        board.press("1")
        board.wait_for("Re: {% raise %}", "Subject")
        board.press("ctrl+s")
        board.wait_for("fire is out")
    ((_, _, raw),) = shop.sent
    assert b"Subject: Re: {% raise %}" in raw
    assert b"> {{ 7 | times: 6 }} where is it?" in raw
    assert b"42" not in raw.partition(b"\r\n\r\n")[2]


def test_a_reply_with_an_open_variable_does_not_leave(shop: House) -> None:
    shop.arrives(hostile.mail())
    with shop.board() as board:
        board.wait_for("watching", LISTED, "Jane Roe")
        board.press("r")
        board.wait_for("Subject", "Lan's Shoes")
        board.press("Your parcel: {{ tracking_url }}")
        board.wait_for("To fill in before it can go: {{ tracking_url }}")
        board.press("ctrl+s")
        board.wait_for("Not sent: fill in {{ tracking_url }} first.")
    assert shop.sent == []


@pytest.mark.parametrize("key", ["enter", "r"], ids=["reading", "answering at once"])
def test_another_address_for_answers_and_a_look_alike_are_warned_of(shop: House, key: str) -> None:
    shop.arrives(
        hostile.mail(address="jane@paypa1.com", headers="Reply-To: other@elsewhere.test\r\n")
    )
    with shop.board(columns=80, lines=24) as board:
        board.wait_for("watching", LISTED, "Jane Roe")
        board.press(key)
        board.wait_for(
            "Answers go to other@elsewhere.test, not to the sender jane@paypa1.com.",
            "paypa1.com looks like paypal.com, but is not.",
        )


def test_a_file_is_saved_beside_what_is_there_and_nowhere_else(shop: House) -> None:
    (shop.home / "x.txt").write_text("mine", "utf-8")
    shop.arrives(hostile.mail(filename="../../../profile/../x.txt"))
    with shop.board() as board:
        board.wait_for("watching", LISTED, "Jane Roe")
        board.press("enter")
        board.wait_for(OPEN)
        board.press("s")
        board.wait_for("2  save ")
        board.press("2")
        board.wait_for("It lies in ")
    assert (shop.home / "x.txt").read_text("utf-8") == "mine"
    above = (shop.home.parent, shop.home.parent.parent)
    near = [*shop.home.rglob("*"), *(file for folder in above for file in folder.iterdir())]
    saved = [f for f in near if f.is_file() and b"EVIL-FILE" in f.read_bytes()]
    beside = [f for f in saved if not f.is_relative_to(shop.profile.folder)]
    assert [f.parent for f in beside] == [shop.home]


def test_a_mail_that_is_looked_at_connects_to_nobody(shop: House) -> None:
    """Its pictures, styles and fonts lie on a server that waits in vain, page included."""
    opened = shop.home / "opened"
    programs = shop.home / "bin"
    programs.mkdir()
    for name in ("xdg-open", "open"):
        (programs / name).write_text(
            f'#!/bin/sh\ncp "$1" "{opened}.new"\nmv "{opened}.new" {opened}\n'
        )
        (programs / name).chmod(0o700)
    with closing(socket.create_server((LOOPBACK, 0))) as far:
        far.settimeout(0)
        url = f"http://{LOOPBACK}:{far.getsockname()[1]}"
        shop.arrives(page(url))
        with shop.board(env={"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}) as board:
            board.wait_for("watching", LISTED, "Jane Roe")
            board.press("enter")
            board.wait_for(OPEN, "Where is my parcel?")
            board.press("f")
            board.press("s")
            board.wait_for("1  the newest mail as a page")
            board.press("1")
            eventually(opened.exists, "the page", 30)
        assert connections(far) == 0
        socket.create_connection(far.getsockname()).close()
        assert connections(far) == 1
    shown = opened.read_text("utf-8")
    assert "Where is my parcel?" in shown
    assert url not in shown
    assert "default-src 'none'" in shown


def page(url: str) -> bytes:
    """A mail that would have a browser ask for four things."""
    return (
        "From: Jane Roe <jane@customers.test>\r\nTo: hello@lans-shoes.example\r\n"
        "Subject: Parcel\r\nMessage-ID: <page@customers.test>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/html; charset=utf-8\r\n\r\n"
        f'<html><head><link rel=stylesheet href="{url}/a.css"><style>@font-face {{ font-family: x;'
        f' src: url({url}/x.woff) }}</style></head><body background="{url}/b.png">'
        f'<p style="background: url({url}/c.png)">Where is my parcel?</p>'
        f'<img src="{url}/pixel.gif" width=1 height=1></body></html>\r\n'
    ).encode()


def connections(far: socket.socket) -> int:
    """How many have come since the last look."""
    found = 0
    while True:
        try:
            far.accept()[0].close()
        except BlockingIOError:
            return found
        found += 1
