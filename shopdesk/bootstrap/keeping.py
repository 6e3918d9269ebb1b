"""What keeps the profile: its chores, its backups, its log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from shopdesk.adapters.backups.keeper import ProfileBackups
from shopdesk.adapters.backups.restore import ProfileRestores
from shopdesk.adapters.clock import SystemClock
from shopdesk.adapters.profile.disk import ProfileDisk
from shopdesk.bootstrap import Parts, Profile, board_lease, make_folder, settings_in
from shopdesk.bootstrap.order_folder import order_chores
from shopdesk.desk.backup import BackupKeeper, keep_up, put_back, rotate
from shopdesk.desk.chores import Chore
from shopdesk.desk.watch.room import RoomKeeper
from shopdesk.domain.errors import ConfigError, RecordsError
from shopdesk.domain.shop.backup import Backup, Part, PutBack
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.backup import Progress
from shopdesk.words import _, speak

LATEST = "latest"


def chores(made: Parts, wake: Callable[[], None]) -> Sequence[Chore]:
    """What goes on beside the watching."""
    folder, zone = made.profile.folder, made.settings.shop.zone
    return (
        RoomKeeper(ProfileDisk(folder), made.bus.say, wake),
        BackupKeeper(ProfileBackups(folder), made.clock, zone, made.bus.say),
        *order_chores(made),
    )


def back_up(made: Parts) -> None:
    """The day's backup, if it is still due; raises `RecordsError`."""
    backups = ProfileBackups(made.profile.folder)
    keep_up(backups, made.clock.now(), made.settings.shop.zone, lambda _part: None)


class Keeping:
    """What `shopdesk backup` and `shopdesk restore` work with; settings need not be right."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._backups = ProfileBackups(profile.folder)
        self._clock = SystemClock()
        self._settings = _settings(profile)
        if self._settings is not None:
            speak(self._settings.shop.language)

    def all(self) -> tuple[Backup, ...]:
        """The profile's backups, the newest first."""
        return self._backups.all()

    def make(self, target: Path | None, progress: Progress) -> Backup:
        """Write one into the profile, a folder, or a file that is not there yet."""
        make_folder(self._profile)
        if target is not None:
            return self._backups.make_as(target, self._clock.now(), progress)
        made = self._backups.make(self._clock.now(), progress)
        if self._settings is not None:
            rotate(self._backups, self._settings.shop.zone)
        return made

    def chosen(self, which: str) -> Backup:
        """`latest`: the newest that looks sound; else a file. Raises `RecordsError`."""
        if which != LATEST:
            return self._backups.one(Path(which))
        if (newest := self._backups.newest()) is None:
            raise RecordsError(
                _("There is no backup in {folder}.").format(folder=self._profile.folder)
            )
        return newest

    def restore(self, backup: Backup, parts: tuple[Part, ...], progress: Progress) -> PutBack:
        """Put it back; raises `RecordsError`, having changed nothing."""
        make_folder(self._profile)
        lease = board_lease(self._profile)
        restores = ProfileRestores(self._profile.folder)
        return put_back(restores, lease, backup, parts, self._clock.now(), progress)


def _settings(profile: Profile) -> Settings | None:
    try:
        return settings_in(profile.config, for_mail=False)
    except ConfigError:
        # broken settings may be the very reason to restore
        return None
