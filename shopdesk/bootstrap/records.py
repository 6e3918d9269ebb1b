"""The profile's records, opened with care."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from shopdesk.adapters.backups.keeper import ProfileBackups
from shopdesk.adapters.backups.restore import ASIDE, ProfileRestores
from shopdesk.adapters.profile.folder import private_file
from shopdesk.adapters.records import SqliteRecords
from shopdesk.adapters.records.failures import damaged
from shopdesk.bootstrap import Profile
from shopdesk.domain.errors import RecordsError
from shopdesk.words import _

LOOK_S = 0.3
"""The longest look for damage at a start; the day's backup looks at every page."""


def open_records(profile: Profile) -> SqliteRecords:
    """The profile's records, looked through for damage; raises `RecordsError`.

    Where there should be some and are none, nothing empty is put in their place.
    """
    ProfileRestores(profile.folder).finish()
    if profile.config.exists():
        # an editor may have left it readable for all; one that is not ours to tighten may stay
        with suppress(RecordsError):
            private_file(profile.config)
    _not_lost(profile)
    records = SqliteRecords(profile.records)
    if records.problems(LOOK_S):
        records.close()
        raise damaged(profile.records)
    return records


def _not_lost(profile: Profile) -> None:
    """Raises `RecordsError` where the records are gone that backups were made of."""
    if profile.records.exists() and profile.records.stat().st_size:
        return
    kept = [profile.folder / ASIDE] if (profile.folder / ASIDE).exists() else []
    if (newest := ProfileBackups(profile.folder).newest()) is not None:
        kept.insert(0, Path(newest.name))
    if kept:
        raise RecordsError(
            _(
                "{records} is gone, and there is {kept}. `shopdesk restore latest --only records` "
                "brings back the newest backup; to begin anew, move that away."
            ).format(records=profile.records, kept=kept[0])
        )
