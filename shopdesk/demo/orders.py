"""What the demo's customers bought before it opens, from `story/orders.csv`."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from importlib.resources import files

from shopdesk.bootstrap import Profile, settings_of
from shopdesk.bootstrap.ordering import made_with
from shopdesk.ports.order_files import Ask
from shopdesk.ports.records import Records


def sell(profile: Profile, records: Records, now: datetime) -> None:
    """Take the orders in as an owner would, from a file of the profile's folder."""
    settings = settings_of(profile)
    export = profile.folder / "orders.csv"
    with export.open("w", encoding="utf-8", newline="") as out:
        story = files("shopdesk.demo").joinpath("story", "orders.csv").read_text("utf-8")
        rows = csv.reader(story.splitlines())
        table = csv.writer(out)
        number, days, *others = next(rows)
        table.writerow((number, "Order Date", *others))
        for number, days, *others in rows:
            placed = now - timedelta(days=int(days), hours=5)
            table.writerow((number, placed.isoformat(" ", "seconds"), *others))
    made_with(records, settings, now).importing.take(export, Ask(source="lans-shoes"), now)
    export.unlink()
