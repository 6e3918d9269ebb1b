"""The owner's "be quiet", for every process over the profile."""

from __future__ import annotations

from datetime import timedelta

from shopdesk.ports.records import Records
from tests.adapters.records.builders import NINE


def test_nobody_said_so(reader: Records) -> None:
    assert reader.quiet_until() is None


def test_the_last_word_counts(writer: Records, reader: Records) -> None:
    writer.set_quiet(NINE)
    assert reader.quiet_until() == NINE
    writer.set_quiet(NINE + timedelta(hours=1))
    assert reader.quiet_until() == NINE + timedelta(hours=1)
    writer.set_quiet(None)
    assert reader.quiet_until() is None


def test_it_is_a_change_that_others_notice(writer: Records, reader: Records) -> None:
    before = reader.change()
    writer.set_quiet(NINE)
    assert reader.change() != before
