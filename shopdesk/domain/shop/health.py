"""What `shopdesk check` looks at besides the mails: each is well, or says what to do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.words import _

SKEW = timedelta(minutes=2)
"""A mail cannot have come later than now; servers' clocks differ by seconds."""
LITTLE_ROOM = 200 * 2**20
"""Bytes."""
USEFUL = ("IDLE", "SPECIAL-USE", "CONDSTORE", "UIDPLUS", "MOVE", "ID")
"""Capabilities that we use, in the order in which they are named."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was looked at."""

    name: str
    """Stable, for scripts."""
    ok: bool
    """Nothing is to be done."""
    said: str
    """How it stands, or what to do."""


def capabilities(offered: Collection[str]) -> Item:
    """Nothing is wrong with a server that offers little; the owner should know it."""
    there = [name for name in USEFUL if name in offered]
    names = ", ".join(there) or _("none of those that help")
    if "IDLE" in offered:
        return Item("capabilities", True, names)
    return Item(
        "capabilities",
        True,
        _("{names}. No IDLE: new mail is looked for at intervals (`poll`).").format(names=names),
    )


def clock(newest: datetime | None, now: datetime) -> Item:
    """Whether our clock agrees with the server's, as far as its mails tell."""
    if newest is None:
        return Item("clock", True, _("no mail to compare with"))
    if newest - now > SKEW:
        return Item(
            "clock",
            False,
            _(
                "This computer's clock is at least {minutes} min behind the mail server's, so "
                "every countdown is wrong. Set it by the network."
            ).format(minutes=int((newest - now).total_seconds()) // 60),
        )
    return Item("clock", True, _("agrees with the newest mail"))


def room(free: int) -> Item:
    """Whether there is room on the disk."""
    shown = f"{free / 2**30:.1f} GiB" if free >= 2**30 else f"{free // 2**20} MiB"
    if free < LITTLE_ROOM:
        words = _("only {room} are left for the profile: free some space.").format(room=shown)
        return Item("disk", False, words)
    return Item("disk", True, _("{room} free").format(room=shown))


def keyring(name: str, *, needed: bool) -> Item:
    """Whether there is one for the passwords that are kept in it."""
    if name:
        return Item("keyring", True, name)
    if needed:
        return Item(
            "keyring",
            False,
            _(
                "This computer has none, and the settings keep a password in it. Name a "
                "`password_command`, `password_env` or `password_file`."
            ),
        )
    return Item("keyring", True, _("none, and none is needed"))


def notifications(*, possible: bool) -> Item:
    """Whether the desktop can show alarms; without it the terminal rings."""
    if possible:
        return Item("notifications", True, _("the desktop shows them"))
    return Item(
        "notifications",
        True,
        _("no desktop here: the terminal rings, and phones where the settings name them"),
    )


def records(problems: Collection[str]) -> Item:
    """Whether the records' file is whole."""
    if not problems:
        return Item("records", True, _("sound"))
    return Item(
        "records",
        False,
        _("damaged ({n} faults). Put the newest backup back: shopdesk restore").format(
            n=len(problems)
        ),
    )
