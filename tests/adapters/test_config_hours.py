"""The settings file: opening hours and targets."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.config.file import load
from shopdesk.domain.clock.hours import Hours, Span
from shopdesk.domain.clock.targets import BY_CATEGORY, BY_CHANNEL, Channel, Targets
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.shop.settings import Settings

SHOP = '[shop]\nzone = "Asia/Ho_Chi_Minh"\n'
OFFICE = Span(9 * 60, 19 * 60)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "shopdesk.toml"


def read(file: Path, text: str) -> Settings:
    file.write_text(SHOP + text, "utf-8")
    return load(file, for_mail=False)


def problems(file: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        read(file, text)
    return caught.value.problems


@pytest.mark.parametrize("text", ["", "[hours]\nalways_open = true\n"])
def test_day_and_night(file: Path, text: str) -> None:
    assert read(file, text).hours is None


def test_hours_holidays_and_closed_days(file: Path) -> None:
    found = read(
        file,
        """
        [hours]
        mon = ["13:00-19:00", "9:00 - 12:00"]
        tue = ["09:00–12:00", "12:00-24:00"]
        wed = ["00:00-24:00"]
        sun = []
        holidays = "US-CA"
        closed = ["2026-12-31", 2027-01-02, "2026-12-31"]
        always_open = false
        """,
    )
    assert found.hours == Hours(
        (
            (Span(540, 720), Span(780, 1140)),
            (Span(540, 720), Span(720, 1440)),
            (Span(0, 1440),),
            (),
            (),
            (),
            (),
        ),
        "US-CA",
        frozenset({date(2026, 12, 31), date(2027, 1, 2)}),
    )


def test_targets(file: Path) -> None:
    found = read(
        file,
        """
        [targets]
        pre_sale = "90 s"
        after_closed = "2 h"
        [targets.channel]
        chat = "1 min"
        marketplace = "1 day"
        """,
    )
    assert found.targets == Targets(
        {**BY_CATEGORY, Category.PRE_SALE: 90 * MINUTE / 60},
        {**BY_CHANNEL, Channel.CHAT: MINUTE, Channel.MARKETPLACE: timedelta(days=1)},
        120 * MINUTE,
    )


SPANS = "allowed is a list of spans such as"
MISTAKES = [
    ("mon = '09:00-19:00'", f'hours.mon: found "09:00-19:00"; {SPANS}'),
    ("mon = ['9-5']", f'hours.mon[0]: found "9-5"; {SPANS}'),
    ("mon = ['09:00-12:00', 13]", f"hours.mon[1]: found 13; {SPANS}"),
    ("mon = ['19:00-09:00']", f'hours.mon[0]: found "19:00-09:00"; {SPANS}'),
    ("mon = ['09:00-09:00']", f'hours.mon[0]: found "09:00-09:00"; {SPANS}'),
    ("mon = ['22:00-02:00']", "past midnight are two spans"),
    ("mon = ['09:00-24:01']", f'hours.mon[0]: found "09:00-24:01"; {SPANS}'),
    ("mon = ['24:00-24:00']", f'hours.mon[0]: found "24:00-24:00"; {SPANS}'),
    ("mon = ['09:60-12:00']", f'hours.mon[0]: found "09:60-12:00"; {SPANS}'),
    ("mon = ['09:00-12:60']", f'hours.mon[0]: found "09:00-12:60"; {SPANS}'),
    ("mon = ['09:00:00-12:00']", f'hours.mon[0]: found "09:00:00-12:00"; {SPANS}'),
    ("mon = ['٠٩:00-12:00']", "hours.mon[0]: found"),
    (
        "mon = ['12:00-19:00', '09:00-13:00']",
        'hours.mon: "09:00-13:00" and "12:00-19:00" overlap; allowed are spans one after the other',
    ),
    ("mon = ['09:00-19:00', '10:00-11:00']", '"09:00-19:00" and "10:00-11:00" overlap'),
    ("mon = ['09:00-12:00', '09:00-12:00']", '"09:00-12:00" and "09:00-12:00" overlap'),
    ("monday = ['09:00-12:00']", "hours.monday: there is no such key; did you mean `mon`?"),
    ("", "hours: there is no opening; allowed is at least one day with a span, such as mon ="),
    ("mon = []", "hours: there is no opening; allowed is"),
    ("holidays = 'VN'", "hours: there is no opening; allowed is"),
    ("always_open = false", "hours: there is no opening; allowed is"),
    ("always_open = 'yes'", 'hours.always_open: found "yes"; allowed is true or false.'),
    (
        "always_open = true\nmon = ['09:00-12:00']",
        "hours.always_open: excludes the other keys of [hours]",
    ),
    ("always_open = true\nholidays = 'VN'", "hours.always_open: excludes the other keys"),
    ("always_open = true\nclosed = ['2026-12-31']", "hours.always_open: excludes the other keys"),
]
MORE = "mon = ['09:00-12:00']\n"
OTHER_MISTAKES = [
    ("holidays = 'XX'", 'hours.holidays: found "XX"; allowed is a country such as "VN", or a part'),
    ("holidays = 'Vietnam'", 'hours.holidays: found "Vietnam"; allowed is a country such as'),
    ("holidays = ''", 'hours.holidays: found ""; allowed is a country such as'),
    ("holidays = ['VN']", "hours.holidays: found a list; allowed is a country such as"),
    (
        "holidays = 'GB-LON'",
        'hours.holidays: found "GB-LON"; allowed is "GB" alone, or with one of its parts '
        "(ENG, NIR, SCT, WLS).",
    ),
    ("holidays = 'SG-A'", '"SG" alone, or with one of its parts (none).'),
    ("closed = '2026-12-31'", 'hours.closed: found "2026-12-31"; allowed is a list of dates such'),
    ("closed = ['31.12.2026']", 'hours.closed[0]: found "31.12.2026"; allowed is a list of dates'),
    ("closed = ['2026-12-32']", 'hours.closed[0]: found "2026-12-32"; allowed is a list of dates'),
    ("closed = [2026-12-31T09:00:00]", "hours.closed[0]: found 2026-12-31 09:00:00; allowed is"),
    ("closed = ['9999-12-31']", 'hours.closed[0]: found "9999-12-31"; allowed is a list of dates'),
    ("closed = [5]", "hours.closed[0]: found 5; allowed is a list of dates such as"),
]
TARGETS = [
    ("order = '0 s'", 'targets.order: found "0 s"; allowed is a time span such as "5 min"'),
    ("after_closed = '0 min'", 'targets.after_closed: found "0 min"; allowed is a time span'),
    ("after_closed = 60", "targets.after_closed: found 60; allowed is a time span such as"),
    ("channel = '5 min'", 'targets.channel: found "5 min"; allowed is a table.'),
    ("[targets.channel]\nchat = '0 s'", 'targets.channel.chat: found "0 s"; allowed is a time'),
    ("[targets.channel]\nphone = 5", "targets.channel.phone: found 5; allowed is a time span"),
    (
        "[targets.channel]\nfax = '5 min'",
        "targets.channel.fax: there is no such key here; possible are chat, email, form, ",
    ),
]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        *((f"[hours]\n{lines}", sentence) for lines, sentence in MISTAKES),
        *((f"[hours]\n{MORE}{lines}", sentence) for lines, sentence in OTHER_MISTAKES),
        *((f"[targets]\n{lines}", sentence) for lines, sentence in TARGETS),
    ],
)
def test_each_mistake_is_named_alone(file: Path, text: str, sentence: str) -> None:
    (found,) = problems(file, text)
    assert sentence in found


def test_hours_that_are_no_table(file: Path) -> None:
    file.write_text(f"hours = 5\n{SHOP}")
    with pytest.raises(ConfigError) as caught:
        load(file, for_mail=False)
    assert caught.value.problems == ("hours: found 5; allowed is a table.",)


def test_all_mistakes_are_told_at_once(file: Path) -> None:
    text = """
    [hours]
    mon = ["09:00-13:00", "12:00-19:00"]
    tue = ["19:00-09:00"]
    holidays = "XX"
    closed = ["never"]
    [targets]
    order = "0 s"
    after_closed = "x"
    [targets.channel]
    chat = "0 s"
    """
    assert [p.partition(":")[0] for p in problems(file, text)] == [
        "hours.mon",
        "hours.tue[0]",
        "hours.holidays",
        "hours.closed[0]",
        "targets.order",
        "targets.channel.chat",
        "targets.after_closed",
    ]
