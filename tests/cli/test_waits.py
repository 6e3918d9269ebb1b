"""`shopdesk waits`: what is kept about every wait, as anybody can recompute it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shopdesk.bootstrap import Profile
from shopdesk.cli import DONE, WRONG, main
from shopdesk.cli.waits import COLUMNS
from shopdesk.domain.clock.hours import Span, WeeklyHours
from shopdesk.domain.mail.conversation import Reason
from shopdesk.ports.mail import Receipt, Role
from tests.desk.parts import alarm_of
from tests.shop import NINE, SHOP, Mail, SmallShop, settings, small_shop

CONFIG = """\
[shop]
zone = "Asia/Ho_Chi_Minh"

[hours]
fri = ["10:00-19:00"]
sat = ["08:00-12:00"]
"""
HOURS = WeeklyHours(
    ((), (), (), (), (Span(600, 1140),), (Span(480, 720),), ()), settings().shop.zone
)


def answer(shop: SmallShop, conversation: int) -> None:
    """Reply now; the server takes it at once."""
    now = shop.clock.now()
    shop.desk.look.thread(conversation, now - timedelta(seconds=30))
    draft = replace(shop.desk.compose.draft(conversation), body="It is on its way.")
    number = shop.desk.compose.queue(draft, now)
    shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt("250 ok"), now)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """It is nine on a Saturday; the shop is open since eight."""
    Profile(tmp_path).config.write_text(CONFIG, "utf-8")
    with small_shop(tmp_path, None, HOURS) as shop:
        # on Friday, ten minutes after it had closed
        shop.receive(Mail(id="a@example.com"), minutes_ago=13 * 60 + 50)
        answer(shop, alarm_of(shop).conversation)
        shop.receive(Mail(sender="Bo <bo@example.com>", id="b@example.com"), minutes_ago=20)
        phone = Mail(f"Lan <{SHOP}>", "Re: it", "Tomorrow.", references="b@example.com")
        phone.to = "bo@example.com"
        shop.receive(phone, minutes_ago=2, role=Role.SENT)
        shop.receive(Mail(sender="Cy <cy@example.com>", id="c@example.com"), minutes_ago=15)
        shop.desk.dismiss.dismiss(alarm_of(shop).conversation, Reason.SPAM, NINE)
        shop.receive(Mail(sender="Di <di@example.com>", id="d@example.com"), minutes_ago=10)
        waiting = [message for message, _place in shop.desk.flagged.places(SHOP)]
        shop.desk.flagged.take(waiting, NINE)
        shop.receive(Mail(sender="Ed <ed@example.com>", id="e@example.com"), minutes_ago=5)
        shop.receive(Mail(sender="Old <old@example.com>", id="o@example.com"), minutes_ago=2880)
    return tmp_path


def listed(
    profile: Path, capsys: pytest.CaptureFixture[str], *options: str
) -> list[dict[str, object]]:
    """The records."""
    code = main(["--profile", str(profile), "waits", "list", "--json", *options])
    printed = capsys.readouterr()
    assert code == DONE, printed.err
    return [json.loads(line) for line in printed.out.splitlines()]


def test_everything_about_an_answer_that_came_in_time(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = next(k for k in listed(profile, capsys) if k["outcome"] == "answered")
    del kept["wait"], kept["conversation"], kept["customer"]
    assert kept == {
        "mailbox": SHOP,
        "category": "delivery",
        "channel": "email",
        "messages": 1,
        "backlog": False,
        "received": "2026-11-20T12:10:00Z",
        "fetched": "2026-11-21T02:00:00Z",
        "alarmed": "2026-11-21T02:00:00Z",
        "opened": "2026-11-21T01:59:30Z",
        "due": "2026-11-21T02:00:00Z",
        "target_s": 3600,
        "reason": None,
        "outcome": "answered",
        "sent": "2026-11-21T02:00:00Z",
        "ended": "2026-11-21T02:00:00Z",
        "elapsed_calendar_s": (13 * 60 + 50) * 60,
        "elapsed_business_s": 3600,
        "in_target": True,
        "elsewhere": False,
    }


def test_every_end_there_is(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ends = {
        kept["received"]: tuple(
            kept[k] for k in ("outcome", "reason", "sent", "in_target", "elsewhere", "backlog")
        )
        for kept in listed(profile, capsys)
    }
    assert ends == {
        "2026-11-19T02:00:00Z": (None, None, None, None, False, True),
        "2026-11-20T12:10:00Z": ("answered", None, "2026-11-21T02:00:00Z", True, False, False),
        "2026-11-21T01:40:00Z": ("elsewhere", None, "2026-11-21T01:58:00Z", False, True, False),
        "2026-11-21T01:45:00Z": ("dismissed", "spam", None, None, False, False),
        "2026-11-21T01:50:00Z": ("elsewhere-untimed", None, None, None, True, False),
        "2026-11-21T01:55:00Z": (None, None, None, None, False, False),
    }


def test_the_times_agree_with_each_other(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def at(text: object) -> datetime:
        return datetime.fromisoformat(str(text))

    for kept in listed(profile, capsys):
        received = at(kept["received"])
        assert kept["target_s"] == HOURS.between(received, at(kept["due"])).total_seconds()
        if kept["sent"] is not None:
            sent = at(kept["sent"])
            assert kept["elapsed_calendar_s"] == (sent - received).total_seconds()
            business = HOURS.between(received, sent).total_seconds()
            assert kept["elapsed_business_s"] == business
            assert kept["in_target"] == (sent <= at(kept["due"]))
        elif kept["outcome"] != "dismissed":
            assert kept["elapsed_calendar_s"] is None


def test_the_target_stays_what_it_was_when_hours_change(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {k["wait"]: k["target_s"] for k in listed(profile, capsys) if k["outcome"]}
    Profile(profile).config.write_text('[shop]\nzone = "Asia/Ho_Chi_Minh"\n', "utf-8")
    after = {k["wait"]: k["target_s"] for k in listed(profile, capsys) if k["outcome"]}
    assert after == before


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (("--since", "2026-11-21"), 4),
        (("--until", "2026-11-20"), 2),
        (("--since", "2026-11-20", "--until", "2026-11-20"), 1),
        (("--since", "2026-11-21T08:50"), 2),
        (("--until", "2026-11-21T01:45:00Z"), 3),
    ],
)
def test_a_span(
    profile: Path,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    number: int,
) -> None:
    assert len(listed(profile, capsys, *options)) == number


def test_a_span_that_is_none_is_refused(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(profile), "waits", "list", "--since", "soon"]) == WRONG
    assert '--since: found "soon"; allowed is' in capsys.readouterr().err


def cell(value: object) -> str:
    """As a table says it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_the_same_as_a_table(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = listed(profile, capsys)
    assert main(["--profile", str(profile), "waits", "list", "--csv"]) == DONE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(rows[0]) == tuple(expected[0]) == COLUMNS
    for row, kept in zip(rows, expected, strict=True):
        assert row == {name: cell(value) for name, value in kept.items()}


def test_lines_for_people_are_harmless(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with small_shop(tmp_path, None, HOURS) as shop:
        shop.receive(Mail(sender='"\x1b[31mEve" <eve@example.com>', id="x@example.com"))
    assert main(["--profile", str(profile), "waits", "list"]) == DONE
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "2026-11-20 19:10:00  delivery    1:00:00   13:50:00  in time   answered" in printed


def test_a_profile_without_records_has_none_and_gets_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Profile(tmp_path).config.write_text(CONFIG, "utf-8")
    assert listed(tmp_path, capsys) == []
    assert not Profile(tmp_path).records.exists()
