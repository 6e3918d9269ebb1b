"""Changes in the settings file."""

import os
import stat
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from shopdesk.adapters.child import WINDOWS
from shopdesk.adapters.config.edit import TomlConfigFile, changed
from shopdesk.adapters.config.file import load
from shopdesk.domain.clock.hours import Span
from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.mail.conversation import Category

OWNERS = """\
# my shop, do not lose this
[shop]
name = "Lan's Shoes"    # as on the sign
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"

[hours]
mon = ["09:00-12:00"]   # short Mondays

# the only mailbox
[[mailbox]]
address = "hello@shop.test"
imap = {host = "imap.shop.test"}
smtp = {host = "smtp.shop.test"}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "profile" / "config.toml"
    file.parent.mkdir()
    file.write_text(OWNERS, encoding="utf-8")
    return file


def test_a_change_leaves_everything_else_as_it_was(path: Path) -> None:
    changes = {"hours.mon": ["10:00-19:00"], "shop.name": "Lan"}
    settings = TomlConfigFile(path).change(changes)
    text = path.read_text("utf-8")
    assert text == OWNERS.replace('["09:00-12:00"]', '["10:00-19:00"]').replace(
        "Lan's Shoes", "Lan"
    )
    assert settings == load(path)
    assert settings.hours is not None
    assert settings.hours.week[0] == (Span(600, 1140),)


def test_a_new_key_stands_in_its_own_table_and_before_the_next_ones_comment(path: Path) -> None:
    TomlConfigFile(path).change({"hours.tue": ["09:00-12:00"]})
    assert '\ntue = ["09:00-12:00"]\n\n# the only mailbox\n[[mailbox]]' in path.read_text("utf-8")


def test_new_tables_time_spans_and_dates(path: Path) -> None:
    settings = TomlConfigFile(path).change(
        {
            "targets.pre_sale": timedelta(minutes=7),
            ("targets", "channel", "chat"): "90 s",
            "hours.closed": [date(2026, 12, 31)],
            ("mailbox", 0, "imap", "port"): 1993,
            "shop.signature": "Lan\nof the shoes",
        }
    )
    assert settings.targets.by_category[Category.PRE_SALE] == timedelta(minutes=7)
    assert settings.targets.by_channel[Channel.CHAT] == timedelta(seconds=90)
    assert settings.hours is not None
    assert settings.hours.closed == {date(2026, 12, 31)}
    assert settings.mailboxes[0].imap.port == 1993
    assert settings.shop.signature == "Lan\nof the shoes"
    assert 'pre_sale = "7 min"' in path.read_text("utf-8")


def test_a_key_is_taken_out(path: Path) -> None:
    file = TomlConfigFile(path)
    file.change({"hours": None, "shop.currency": None, "targets.channel.chat": None})
    assert load(path).hours is None
    assert "targets" not in file.values()
    assert path.read_text("utf-8").startswith("# my shop, do not lose this\n")


def test_what_the_rules_refuse_is_not_written(path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        TomlConfigFile(path).change(
            {"hours.mon": ["19:00-09:00"], "targets.order": "0 s", "shop.nmae": "x"}
        )
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "shop.nmae",
        "hours.mon[0]",
        "targets.order",
    ]
    assert path.read_text("utf-8") == OWNERS
    assert list(path.parent.iterdir()) == [path]


def test_a_trial_touches_nothing(path: Path) -> None:
    tried = TomlConfigFile(path).tried({"shop.owner": "Minh"})
    assert tried.shop.owner == "Minh"
    assert path.read_text("utf-8") == OWNERS


def test_the_text_before_is_kept_and_both_files_are_private(path: Path) -> None:
    old = os.umask(0)
    try:
        TomlConfigFile(path).change({"shop.owner": "Minh"})
    finally:
        os.umask(old)
    backup = path.with_name("config.toml.bak")
    assert backup.read_text("utf-8") == OWNERS
    assert sorted(path.parent.iterdir()) == [path, backup]
    if not WINDOWS:
        assert {stat.S_IMODE(file.stat().st_mode) for file in (path, backup)} == {0o600}


def test_a_change_that_changes_nothing_keeps_the_older_backup(path: Path) -> None:
    file = TomlConfigFile(path)
    file.change({"shop.owner": "Minh"})
    file.change({"shop.owner": "Minh"})
    assert path.with_name("config.toml.bak").read_text("utf-8") == OWNERS


def test_a_file_from_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    server = {"host": "imap.shop.test"}
    TomlConfigFile(path).change(
        {
            "shop.name": 'Чай "&" \\ Co',
            "shop.owner": "Minh",
            "shop.zone": "Asia/Ho_Chi_Minh",
            "mailbox": [{"address": "hello@shop.test", "imap": server, "smtp": server}],
        }
    )
    assert load(path).shop.name == 'Чай "&" \\ Co'
    assert not path.with_name("config.toml.bak").exists()
    if not WINDOWS:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_windows_lines_and_mark_stay_readable(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + OWNERS.replace("\n", "\r\n").encode())
    TomlConfigFile(path).change({"hours.tue": ["09:00-12:00"]})
    written = path.read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n") == OWNERS.count("\n") + 1
    assert load(path).shop.owner == "Lan"


@pytest.mark.skipif(WINDOWS, reason="links need rights there")
def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    path.rename(kept)
    path.symlink_to(kept)
    TomlConfigFile(path).change({"shop.owner": "Minh"})
    assert path.is_symlink()
    assert 'owner = "Minh"' in kept.read_text("utf-8")


def test_a_text_somebody_else_wrote_meanwhile_is_not_overwritten(path: Path) -> None:
    file = TomlConfigFile(path)
    was = file.text()
    path.write_text(OWNERS + "# a thought\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="meanwhile"):
        file.replace(OWNERS.replace("Lan", "Minh"), was=was)
    assert path.read_text("utf-8").endswith("# a thought\n")


@pytest.mark.parametrize(
    "text",
    [
        'shop.name = "a"\nshop.owner = "b"\nshop.zone = "UTC"',
        'shop = {name = "a", owner = "b", zone = "UTC"} # all at once',
        '[targets.channel]\nchat = "5 min"\n[shop]\nname = "a"\n# the end',
        "",
    ],
)
def test_whatever_the_owners_way_of_writing(text: str, path: Path) -> None:
    changes = {"shop.language": "vi", "targets.order": "9 min", "targets.channel.chat": "8 min"}
    said = tomllib.loads(changed(text, changes, path))
    before = tomllib.loads(text)
    assert said == {
        **before,
        "shop": {**before.get("shop", {}), "language": "vi"},
        "targets": {"channel": {"chat": "8 min"}, "order": "9 min"},
    }


def test_what_no_table_can_hold_is_refused(path: Path) -> None:
    with pytest.raises(ConfigError, match="shopdesk config edit"):
        TomlConfigFile(path).change({"shop.name.first": "Lan"})
    with pytest.raises(ConfigError, match=r"mailbox\.7\.address"):
        TomlConfigFile(path).change({("mailbox", 7, "address"): "x@shop.test"})
    assert path.read_text("utf-8") == OWNERS


@budget(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_comes_back_as_it_was(value: str) -> None:
    text = changed(OWNERS, {"shop.signature": value}, Path("config.toml"))
    assert tomllib.loads(text)["shop"]["signature"] == value
    assert text.startswith(OWNERS.split("\n\n")[0])
