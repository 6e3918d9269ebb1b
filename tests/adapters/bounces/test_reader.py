"""Returned mails: by the standard, by the library, by their words."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.bounces import BounceReader
from shopdesk.domain.mail.bounce import Bounce, Cause, Lasting
from shopdesk.ports.mail import BounceReader as BounceReaderPort

HEADER = "From: MAILER-DAEMON@mx.example\nTo: lan@shop.example\nSubject: Returned mail\n"
OURS = "From: lan@shop.example\nTo: jo@x.example\nSubject: Your order\n\nOn its way.\n"


def read(mail: str) -> Bounce:
    """What the reader says of it."""
    reader: BounceReaderPort = BounceReader()
    bounce = reader.read(textwrap.dedent(mail).replace("\n", "\r\n").encode())
    assert bounce is not None
    return bounce


def plain(notice: str) -> str:
    """A returned mail in plain text."""
    return f"{HEADER}\n{textwrap.dedent(notice)}"


def report(*fields: str, notice: str = "Sorry.", original: str = OURS) -> str:
    """A returned mail by the standard; each of `fields` is one recipient's."""
    groups = "\n\n".join(("Reporting-MTA: dns; mx.example", *fields))
    return (
        f"{HEADER}Content-Type: multipart/report; report-type=delivery-status; boundary=cut\n\n"
        f"--cut\n\n{notice}\n--cut\nContent-Type: message/delivery-status\n\n{groups}\n\n"
        f"--cut\nContent-Type: message/rfc822\n\n{original}\n--cut--\n"
    )


def failed(recipient: str, status: str = "5.1.1", said: str = "550 User unknown") -> str:
    """One recipient's fields."""
    return (
        f"Final-Recipient: rfc822; {recipient}\nAction: failed\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; {said}"
    )


def test_a_standard_report() -> None:
    assert read(report(failed("jo@x.example", said="550 5.1.1\n  User unknown"))) == Bounce(
        ("jo@x.example",), Lasting.HARD, Cause.NOBODY, "550 5.1.1 User unknown"
    )


@pytest.mark.parametrize(
    ("fields", "recipient"),
    [
        ("Final-Recipient: rfc822;<jo@x.example>\nAction: failed", "jo@x.example"),
        ("Action: failed\nFinal-Recipient: jo@x.example", "jo@x.example"),
        ("Original-Recipient: rfc822; jo@x.example\nAction: failed", "jo@x.example"),
        (
            "Final-Recipient: x400; /c=de/jo\nOriginal-Recipient: rfc822; jo@x.example\n"
            "Action: failed",
            "jo@x.example",
        ),
        ("final-recipient: RFC822; Jo@X.example\naction: Failed (odd)", "Jo@X.example"),
        ("Final-Recipient: utf-8; nguyễn@x.example\nAction: failed", "nguyễn@x.example"),
    ],
)
def test_recipients_of_reports(fields: str, recipient: str) -> None:
    assert read(report(fields)).recipients == (recipient,)


def test_several_recipients_and_one_that_arrived() -> None:
    arrived = "Final-Recipient: rfc822; ok@x.example\nAction: delivered\nStatus: 2.0.0"
    bounce = read(report(failed("jo@x.example"), arrived, failed("ann@y.example")))
    assert bounce.recipients == ("jo@x.example", "ann@y.example")
    assert bounce.kind is Lasting.HARD


def test_one_living_address_makes_it_soft() -> None:
    full = failed("ann@y.example", "5.2.2", "552 Mailbox full")
    bounce = read(report(failed("jo@x.example"), full))
    assert (bounce.kind, bounce.reason) == (Lasting.SOFT, Cause.FULL)


def test_a_delay_is_no_failure_yet() -> None:
    waiting = "Final-Recipient: rfc822; jo@x.example\nAction: delayed\nStatus: 4.4.1"
    assert read(report(waiting)).delayed
    assert not read(report(failed("jo@x.example"))).delayed
    warning = "THIS IS A WARNING MESSAGE ONLY\nDelivery of your mail to jo@x.example is delayed."
    assert read(plain(warning)).delayed


def test_a_mail_that_arrived_is_no_returned_mail() -> None:
    for action in ("delivered", "relayed", "expanded"):
        fields = f"Final-Recipient: rfc822; jo@x.example\nAction: {action}\nStatus: 2.1.5"
        assert BounceReader().read(report(fields).encode()) is None


def test_a_returned_mail_within_what_came_back_is_not_this_one() -> None:
    older = report(failed("older@x.example")).replace("cut", "older")
    assert read(report(failed("jo@x.example"), original=older)).recipients == ("jo@x.example",)


def test_a_report_as_plain_text() -> None:
    bounce = read(plain("It failed.\n\nAction: failed\nFinal-Recipient: rfc822; jo@x.example\n"))
    assert bounce.recipients == ("jo@x.example",)


def test_a_failed_recipient_in_the_header() -> None:
    mail = f"X-Failed-Recipients: jo@x.example, ann@y.example\n{plain('A permanent error.')}"
    assert read(mail).recipients == ("jo@x.example", "ann@y.example")


@pytest.mark.parametrize(
    ("notice", "recipients", "cause"),
    [
        (
            """\
            Hi. This is the qmail-send program at mx.example.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <jo@x.example>:
            Sorry, no mailbox here by that name. (#5.1.1)

            --- Below this line is a copy of the message.

            Return-Path: <lan@shop.example>
            To: jo@x.example, ann@y.example
            """,
            ("jo@x.example",),
            Cause.NOBODY,
        ),
        (
            """\
            Your message could not be delivered to one or more recipients:

              jo@x.example: mailbox is full
              ann@y.example: mailbox is full

            For further assistance, write to help@mx.example.
            """,
            ("jo@x.example", "ann@y.example"),
            Cause.FULL,
        ),
        (
            """\
            >>> RCPT TO:<jo@x.example>
            <<< 550 5.1.1 <jo@x.example>... User unknown
            """,
            ("jo@x.example",),
            Cause.NOBODY,
        ),
        (
            """\
            Ваше письмо не может быть доставлено одному или нескольким получателям:

            jo@x.example
            почтовый ящик переполнен
            """,
            ("jo@x.example",),
            Cause.FULL,
        ),
        (
            """\
            Không gửi được thư tới người nhận <jo@x.example>: địa chỉ không tồn tại.
            """,
            ("jo@x.example",),
            Cause.NOBODY,
        ),
        (
            """\
            There was an error while delivering your mail to <postmaster@x.example>.
            DNS lookup failure: host x.example not found

            Message headers follow.

            Received: from mx.example
            To: <postmaster@x.example>
            """,
            ("postmaster@x.example",),
            Cause.NOWHERE,
        ),
        (
            """\
            The message was not delivered.

            ----- Original message -----
            From: lan@shop.example
            To: Jo <jo@x.example>
            """,
            ("jo@x.example",),
            Cause.UNKNOWN,
        ),
        ("Something went wrong.", (), Cause.UNKNOWN),
    ],
)
def test_notices_that_keep_to_no_standard(
    notice: str, recipients: tuple[str, ...], cause: Cause
) -> None:
    bounce = read(plain(notice))
    assert bounce.recipients == recipients
    assert bounce.reason is cause


def test_the_servers_answer_is_told() -> None:
    bounce = read(plain("Sorry:\n\n<jo@x.example>: host said:\n  550 5.1.1 No such user"))
    assert bounce.said == "550 5.1.1 No such user"


def test_an_html_notice() -> None:
    mail = (
        f"{HEADER}Content-Type: text/html\n\n<h1>Address not found</h1>"
        "<p>Your message wasn't delivered to <b>jo@x.example</b> because the address couldn't "
        "be found.</p>"
    )
    bounce = read(mail)
    assert (bounce.recipients, bounce.kind) == (("jo@x.example",), Lasting.HARD)


def test_many_recipients_are_bounded() -> None:
    mail = report(*(failed(f"jo{n}@x.example") for n in range(500)))
    assert len(read(mail).recipients) == 100


def test_a_bomb_of_parts_and_nothing_at_all() -> None:
    bomb = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000)
    )
    assert BounceReader().read(bomb.encode()) is None
    assert BounceReader().read(b"") == Bounce((), Lasting.SOFT, Cause.UNKNOWN, "")


pieces = st.sampled_from(
    [
        b"Content-Type: multipart/report; boundary=b\r\n",
        b"Content-Type: message/delivery-status\r\n",
        b"--b\r\n",
        b"--b--\r\n",
        b"\r\n",
        b"Final-Recipient: rfc822; a@b.example\r\n",
        b"Action: failed\r\n",
        b"Status: 5.1.1\r\n",
        b"Diagnostic-Code: smtp; 550 \xff\r\n",
        b"<a@b.example>: 550 no such user\r\n",
        b"X-Failed-Recipients: \xd0\x90@b.example\r\n",
        b"=?utf-8?Q?=ff?= \x00\r\n",
    ]
)


@given(st.lists(st.one_of(pieces, st.binary(max_size=40)), max_size=20).map(b"".join))
def test_any_bytes_have_an_answer(raw: bytes) -> None:
    bounce = BounceReader().read(raw)
    assert bounce is None or bounce.kind in Lasting
