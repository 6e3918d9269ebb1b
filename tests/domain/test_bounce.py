"""What mail servers say, and whether the address is dead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.mail.bounce import Cause, Lasting, judged, told


@pytest.mark.parametrize(
    ("words", "status", "cause"),
    [
        ("550 5.1.1 <jo@x.example>: Recipient address rejected: User unknown", "5.1.1", "NOBODY"),
        ("550 No such user here", "", "NOBODY"),
        ("550 <jo@x.example>: Recipient address rejected.", "5.0.0", "NOBODY"),
        ("550 5.4.1 Recipient address rejected: Access denied", "5.4.1", "NOBODY"),
        ("The email account that you tried to reach does not exist", "", "NOBODY"),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found", "5.1.10", "NOBODY"),
        ("Адрес получателя не существует", "", "NOBODY"),
        ("Địa chỉ không tồn tại", "", "NOBODY"),
        ("", "5.1.1", "NOBODY"),
        ("Host or domain name not found", "5.4.4", "NOWHERE"),
        ("550 Unrouteable address", "", "NOWHERE"),
        ("", "5.1.2", "NOWHERE"),
        ("551 User has moved to jo@y.example", "5.1.6", "MOVED"),
        ("556 5.1.10 Domain does not accept mail (null MX)", "", "NO_MAIL"),
    ],
)
def test_dead_addresses(words: str, status: str, cause: str) -> None:
    assert judged(words, status) == (Lasting.HARD, Cause[cause])


@pytest.mark.parametrize(
    ("words", "status", "cause"),
    [
        ("552 5.2.2 Mailbox full", "5.2.2", "FULL"),
        ("550 5.1.1 <jo@x.example> is over quota", "5.1.1", "FULL"),
        ("Hộp thư của người nhận đã đầy", "", "FULL"),
        ("Почтовый ящик переполнен", "", "FULL"),
        ("550 5.2.1 The email account that you tried to reach is disabled", "5.2.1", "DISABLED"),
        ("552 5.3.4 Message size exceeds fixed limit", "5.3.4", "TOO_LARGE"),
        ("554 5.7.1 Virus found in attachment", "5.7.1", "VIRUS"),
        ("550 5.7.26 This mail is unauthenticated: SPF and DKIM fail", "5.7.26", "AUTHENTICATION"),
        ("550 5.7.1 Our system has detected unsolicited mail", "5.1.1", "SPAM"),
        ("550 5.7.1 Client host blocked using zen.spamhaus.org", "5.1.1", "BLOCKED"),
        ("550 No PTR record", "5.1.1", "BLOCKED"),
        ("421 4.7.0 Too many connections, try again later", "", "RATE"),
        ("554 5.7.1 <jo@x.example>: Relay access denied", "5.7.1", "RELAY"),
        ("553 5.1.8 Domain of sender address does not exist", "5.1.8", "SENDER"),
        ("550 5.7.1 Rejected by policy", "5.7.1", "POLICY"),
        ("550 5.7.1 User unknown", "5.7.1", "FILTERED"),
        ("550 : User unknown", "5.0.0", "FILTERED"),
        ("Delivery time expired", "4.4.7", "LATE"),
        ("connect to mx.x.example: Connection timed out", "5.4.1", "NETWORK"),
        ("554 5.6.0 Malformed header", "5.6.0", "CONTENT"),
        ("451 4.3.0 Internal server error", "4.3.0", "SERVER"),
        ("Something odd", "", "UNKNOWN"),
        ("", "", "UNKNOWN"),
    ],
)
def test_living_addresses(words: str, status: str, cause: str) -> None:
    assert judged(words, status) == (Lasting.SOFT, Cause[cause])


def test_what_is_still_tried_is_not_dead() -> None:
    assert judged("Host not found", "5.4.4")[0] is Lasting.HARD
    assert judged("Host not found", "5.4.4", delayed=True)[0] is Lasting.SOFT
    assert judged("Host not found", "4.4.3")[0] is Lasting.SOFT
    assert judged("Host not found, try again", "")[0] is Lasting.SOFT


def test_an_unknown_user_after_the_mail_was_read_is_an_excuse() -> None:
    words = "550 Unknown user jo@x.example"
    assert judged(words, "5.0.0") == (Lasting.HARD, Cause.NOBODY)
    read = judged(words, "5.0.0", notice=">>> DATA\n<<< 550 Unknown user")
    assert read == (Lasting.SOFT, Cause.FILTERED)
    assert judged(words, "5.1.1", notice=">>> DATA")[0] is Lasting.HARD


def test_names_of_addresses_and_links_are_not_what_is_said() -> None:
    words = "550 5.1.1 <mailbox-full@spam.example> see https://x.example/blocked/quota-exceeded"
    assert judged(words) == (Lasting.HARD, Cause.NOBODY)


def test_what_is_told_is_one_line() -> None:
    assert told(" 550\r\n  no\tsuch user ") == "550 no such user"
    assert len(told("x" * 1_000)) == 300


@given(st.text(), st.text(), st.text(), st.booleans())
def test_any_words_have_a_verdict(words: str, status: str, notice: str, delayed: bool) -> None:
    kind, cause = judged(words, status, notice=notice, delayed=delayed)
    assert kind in Lasting
    assert cause in Cause
