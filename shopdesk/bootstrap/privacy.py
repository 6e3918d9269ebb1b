"""What `shopdesk customers export` and `forget` work with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shopdesk.adapters import person_archive
from shopdesk.adapters.backups.keeper import ProfileBackups
from shopdesk.adapters.backups.restore import ASIDE
from shopdesk.bootstrap import Parts, Profile, board_lease, parts, settings_of
from shopdesk.desk.desk import Desk
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.guests.privacy import About, Forgotten
from shopdesk.ports.world import Lease
from shopdesk.words import _, speak

ALL_OLDER = 1_000_000


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    file: Path
    """Where."""
    about: About
    """Of whom."""
    files: int
    """How many files are in it."""


class Rights:
    """A person's, exercised by the shop's owner. Closed at the end of a `with`."""

    def __init__(self, profile: Profile, *, alone: bool) -> None:
        """`alone`: nobody else may work on the profile meanwhile; raises `RecordsError`."""
        self._profile = profile
        settings = settings_of(profile)
        speak(settings.shop.language)
        self._lease = _alone(profile) if alone else None
        self._made: Parts = parts(profile, settings)

    def __enter__(self) -> Rights:
        try:
            self._made.desk.start()
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._made.desk.stop()
        self._release()

    def about(self, address: str) -> About:
        """How much is kept; raises `RecordsError` where that is nothing."""
        return self._made.desk.call(lambda d: d.privacy.about(address))

    def waiting(self, about: About) -> int:
        """In how many of their conversations they wait for an answer."""
        return self._made.desk.call(lambda d: d.privacy.waiting(about))

    def export(self, about: About, file: Path | None) -> Exported:
        """Write all of it into a new file."""
        target = file or Path(person_archive.file_name(about.asked, self._made.clock.now()))
        if target.is_dir():
            target /= person_archive.file_name(about.asked, self._made.clock.now())

        def write(desk: Desk) -> int:
            records = desk.records
            own = {c for _n, c, _ours, _at, _raw in records.mails(about) if c is not None}
            theirs = {n for n, _c, _ours, _at, _raw in records.mails(about)}
            talks = (
                (number, [m for m in records.messages(number) if m.id in theirs])
                for number in sorted(own)
            )
            older = [m for key in about.keys for m in desk.cache.with_address(key, ALL_OLDER)]
            return person_archive.write(
                target, list(records.mails(about)), list(talks), records.kept(about), older
            )

        return Exported(target, about, self._made.desk.call(write))

    def forget(self, about: About) -> Forgotten:
        """Take all of it out of the profile's files."""
        now = self._made.clock.now()
        return self._made.desk.call(lambda d: d.privacy.forget(about, now))

    def still_in(self, about: About) -> tuple[Path, ...]:
        """Backups, and what a restore put aside, in which the person still is."""
        since = about.since or datetime.min.replace(tzinfo=self._made.clock.now().tzinfo)
        backups = ProfileBackups(self._profile.folder).all()
        aside = self._profile.folder / ASIDE
        kept = sorted(aside.iterdir()) if aside.is_dir() else []
        return (*(Path(b.name) for b in backups if b.trouble or b.made >= since), *kept)

    def _release(self) -> None:
        if self._lease is not None:
            self._lease.release()


def _alone(profile: Profile) -> Lease:
    lease = board_lease(profile)
    if not lease.take():
        lease.release()
        raise RecordsError(
            _("A board or `shopdesk watch` is open on this profile. Close it first.")
        )
    return lease
