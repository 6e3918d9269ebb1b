"""The settings file: what it says."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.adapters.config.file import load
from shopdesk.adapters.config.reader import parse_span, span_text
from shopdesk.domain.clock.targets import BY_CATEGORY, Targets
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.shop.settings import (
    PasswordFrom,
    PasswordSource,
    Security,
    Server,
)

SHOP = """
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"
"""
MAILBOX = """
[[mailbox]]
address = "hello@shop.test"
imap = {host = "imap.shop.test"}
smtp = {host = "smtp.shop.test"}
"""
FULL = """
[shop]
name = "Чай & Co"
owner = "Nguyễn Thị Minh"
country = "VN"
zone = "Asia/Ho_Chi_Minh"
language = "vi"
currency = "VND"
signature = '''
Minh
Chai & Co'''

[targets]
pre_sale = "90 s"
complaint = "1 h 30 min"
delivery = "2h"
return = "30 days"

[desk]
undo = "0 s"
backlog = "3 days"
poll = "30 s"

[[mailbox]]
address = "hello@shop.test"
addresses = ["sales@shop.test", "Hi@shop.test", "sales@shop.test"]
folders = ["INBOX", "Đơn hàng"]
sent = "Đã gửi"
ca_file = "own/ca.pem"
password_command = "pass show shop"
imap = {host = "imap.shop.test", port = 1143, security = "starttls", user = "lan"}
smtp = {host = "smtp.shop.test", security = "starttls"}

[[mailbox]]
address = "demo@shop.test"
password_env = "SHOP_PASSWORD"
imap = {host = "127.0.0.1", security = "none", port = 1143}
smtp = {host = "::1", security = "none"}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "shopdesk.toml"


def test_the_shortest_file_has_the_defaults(file: Path) -> None:
    file.write_text(SHOP + MAILBOX)
    found = load(file)
    (mailbox,) = found.mailboxes
    assert found.shop.zone == ZoneInfo("Asia/Ho_Chi_Minh")
    assert found.shop.language == "en"
    assert (found.shop.currency, found.shop.country, found.shop.signature) == ("", "", "")
    assert found.targets == Targets()
    assert found.hours is None
    assert found.undo == timedelta(seconds=10)
    assert found.backlog == timedelta(days=7)
    assert found.poll == timedelta(seconds=60)
    assert mailbox.imap == Server("imap.shop.test", 993, Security.TLS, "hello@shop.test")
    assert mailbox.smtp == Server("smtp.shop.test", 465, Security.TLS, "hello@shop.test")
    assert mailbox.folders == ("INBOX",)
    assert mailbox.aliases == ()
    assert mailbox.sent is None
    assert mailbox.ca_file is None
    assert mailbox.password == PasswordSource(PasswordFrom.KEYRING)


def test_everything_that_can_be_said(file: Path) -> None:
    own = file.parent / "own" / "ca.pem"
    own.parent.mkdir()
    own.touch()
    # Windows' editor saves it with a byte order mark
    file.write_text(FULL, "utf-8-sig")
    found = load(file)
    first, second = found.mailboxes
    assert found.shop.owner == "Nguyễn Thị Minh"
    assert found.shop.signature == "Minh\nChai & Co"
    assert (found.shop.language, found.shop.country, found.shop.currency) == (
        "vi",
        "VN",
        "VND",
    )
    assert found.targets.by_category == {
        **BY_CATEGORY,
        Category.PRE_SALE: timedelta(seconds=90),
        Category.COMPLAINT: timedelta(minutes=90),
        Category.DELIVERY: timedelta(hours=2),
        Category.RETURN: timedelta(days=30),
    }
    assert (found.undo, found.backlog, found.poll) == (
        timedelta(),
        timedelta(days=3),
        timedelta(seconds=30),
    )
    assert first.aliases == ("sales@shop.test", "Hi@shop.test")
    assert first.folders == ("INBOX", "Đơn hàng")
    assert first.sent == "Đã gửi"
    assert first.ca_file == str(own)
    assert first.password == PasswordSource(PasswordFrom.COMMAND, "pass show shop")
    assert first.imap == Server("imap.shop.test", 1143, Security.STARTTLS, "lan")
    assert first.smtp == Server("smtp.shop.test", 587, Security.STARTTLS, "hello@shop.test")
    assert second.password == PasswordSource(PasswordFrom.ENVIRONMENT, "SHOP_PASSWORD")
    assert second.imap == Server("127.0.0.1", 1143, Security.NONE, "demo@shop.test")
    assert second.smtp == Server("::1", 587, Security.NONE, "demo@shop.test")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("5 min", timedelta(minutes=5)),
        ("90s", timedelta(seconds=90)),
        ("1 h 30 min", timedelta(minutes=90)),
        ("1d2h3min4s", timedelta(days=1, hours=2, minutes=3, seconds=4)),
        (" 2 Hours ", timedelta(hours=2)),
        ("1 day", timedelta(days=1)),
        ("", None),
        ("5", None),
        ("min", None),
        ("-5 min", None),
        ("1.5 h", None),
        ("5 m", None),
        ("30 min 1 h", None),
        ("1 h 1 h", None),
        ("5 min x", None),
        ("999999999 days 999999999 h", None),
        ("٥ min", timedelta(minutes=5)),
    ],
)
def test_time_spans(text: str, span: timedelta | None) -> None:
    assert parse_span(text) == span


@settings(deadline=None)
@given(st.timedeltas(timedelta(), timedelta(days=999)).map(lambda t: timedelta(t.days, t.seconds)))
def test_a_time_span_reads_as_it_is_written(span: timedelta) -> None:
    assert parse_span(span_text(span)) == span
