"""The watched folder of orders, over records of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.bootstrap import Parts
    from shopdesk.desk.chores import Chore
    from shopdesk.desk.guests.order_folder import OpenImport
    from shopdesk.desk.guests.orders import OrderImport


def opens_import(made: Parts) -> OpenImport:
    """What takes files in, over records that are opened and closed with it."""

    @contextmanager
    def opened() -> Iterator[OrderImport]:
        from shopdesk.adapters.records import SqliteRecords
        from shopdesk.bootstrap.ordering import made_with

        records = SqliteRecords(made.profile.records)
        try:
            yield made_with(records, made.settings, made.clock.now()).importing
        finally:
            records.close()

    return opened


def order_chores(made: Parts) -> Sequence[Chore]:
    """Nothing where the settings name no folder."""
    from shopdesk.desk.guests.order_folder import FolderKeeper, FolderWatch

    named = made.settings.orders.folder
    if not named:
        return ()
    from shopdesk.adapters.orders.folder import WatchedFolder

    folder = WatchedFolder(Path(named))
    watch = FolderWatch(folder, opens_import(made), made.clock, made.bus.say)
    return (FolderKeeper(watch, made.bus.say),)
