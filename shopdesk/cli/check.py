"""`shopdesk check`: whether the mailboxes can be read, and whether the sums add up."""

from __future__ import annotations

import argparse
import json as jsonlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shopdesk import bootstrap
from shopdesk.bootstrap import Parts, Profile
from shopdesk.bootstrap.checking import items_here, items_of
from shopdesk.desk.watch.reconcile import Reckoning, Reconcile
from shopdesk.domain.errors import SecretMissing, ServerError
from shopdesk.domain.mail.conversation import Place
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.health import Item
from shopdesk.ports.mail import Mailbox
from shopdesk.words import _, _n, speak

ALWAYS = ("open", "answered", "closed", "automatic", "quarantined")
SELDOM = ("backlog", "history")
"""Named only where there are any."""
NAMED = 20
"""More UIDs than this are counted rather than named."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One mailbox."""

    mailbox: str
    """Its address."""
    host: str
    """Its IMAP server."""
    reckoning: Reckoning | None
    """None when it could not be read."""
    trouble: str = ""
    """Why it could not, and what to do."""
    quarantined: tuple[tuple[Place, str], ...] = ()
    """Where mails lie that cannot be read, and why."""
    items: tuple[Item, ...] = ()
    """What else was looked at: this mailbox's other server and clock, and this computer."""

    @property
    def well(self) -> bool:
        """Nothing is to be done."""
        adds_up = self.reckoning is not None and self.reckoning.adds_up
        return adds_up and all(item.ok for item in self.items)


def check_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk check`."""
    parser.add_argument("--json", action="store_true", help=_("one JSON object a mailbox"))


def run_check(profile: Profile, call: argparse.Namespace) -> int:
    """Print a line for each mailbox; returns the exit code, 1 where something is amiss."""
    settings = bootstrap.settings_of(profile)
    speak(settings.shop.language)
    here = items_here(profile, settings)
    made = bootstrap.parts(profile, settings)
    made.desk.start()
    well = True
    try:
        for address, lines in bootstrap.lines(settings).items():
            checked = _check(made, address, lines.mailbox)
            theirs = items_of(settings.mailbox(address), connected=not checked.trouble)
            for line in _lines(replace(checked, items=theirs), here, json=call.json):
                print(line, flush=True)
            well = well and replace(checked, items=(*theirs, *here)).well
    finally:
        made.desk.stop()
    if not call.json:
        print(_("This computer"))
        for item in here:
            print("  " + plain(item_line(item)))
    return 0 if well else 1


def _lines(checked: Checked, here: Sequence[Item], *, json: bool) -> Iterator[str]:
    if json:
        yield jsonlib.dumps(record(replace(checked, items=(*checked.items, *here))))
        return
    for line in words(checked):
        yield plain(line)
    for item in checked.items:
        yield "  " + plain(item_line(item))


def item_line(item: Item) -> str:
    """`smtp: ok, signed in`, or what to do."""
    names = {
        "smtp": _("SMTP"),
        "capabilities": _("the server offers"),
        "clock": _("clock"),
        "keyring": _("keyring"),
        "notifications": _("notifications"),
        "disk": _("disk"),
        "records": _("records"),
    }
    line = _("ok   {name}: {said}") if item.ok else _("DO   {name}: {said}")
    return line.format(name=names.get(item.name, item.name), said=item.said)


def _check(made: Parts, address: str, mailbox: Mailbox) -> Checked:
    host = made.settings.mailbox(address).imap.host
    try:
        mailbox.open()
        reckoning = Reconcile(made.settings, made.desk, made.clock).mailbox(address, mailbox)
    except (ServerError, SecretMissing) as error:
        return Checked(address, host, None, str(error))
    finally:
        mailbox.close()
    kept = made.desk.call(lambda desk: desk.records.quarantined())
    ours = tuple((place, why) for place, _at, why in kept if place.mailbox == address)
    return Checked(address, host, reckoning, quarantined=ours)


def record(checked: Checked) -> dict[str, object]:
    """As JSON says it."""
    said: dict[str, object] = {
        "mailbox": checked.mailbox,
        "connected": checked.trouble == "",
        "checks": [{"check": i.name, "ok": i.ok, "said": i.said} for i in checked.items],
    }
    if (found := checked.reckoning) is None:
        return said | {"adds_up": False, "trouble": checked.trouble}
    return said | {
        "server": found.server,
        **{state: found.states.get(state, 0) for state in (*ALWAYS, *SELDOM)},
        "history_to_come": found.coming,
        "new": [_place(place) for place in found.new],
        "missing": [_place(place) for place in found.missing],
        "adds_up": found.adds_up,
        "trouble": "",
    }


def words(checked: Checked) -> Iterator[str]:
    """For the owner."""
    if (found := checked.reckoning) is None:
        yield _("{mailbox}: not read. {why}").format(mailbox=checked.mailbox, why=checked.trouble)
        return
    yield _("{mailbox}: signed in at {host}").format(mailbox=checked.mailbox, host=checked.host)
    yield "  " + equation(found)
    if found.new:
        yield "  " + _n(
            "{n} mail came that nobody has looked at: open shopdesk, or run `shopdesk watch`.",
            "{n} mails came that nobody has looked at: open shopdesk, or run `shopdesk watch`.",
            len(found.new),
        )
    if found.missing:
        yield "  " + _(
            "Passed over, which must not be: {places}. Read them in another mail program, and "
            "report it with what `shopdesk inspect` says of them."
        ).format(places=_places(found.missing))
    for place, why in checked.quarantined[:NAMED]:
        yield "  " + _(
            "Kept aside, as it cannot be read: {folder} UID {uid}. {why} Read it in another mail "
            "program."
        ).format(folder=place.folder, uid=place.uid, why=why)


def equation(found: Reckoning) -> str:
    """`server 412 = open 3 + answered 300 + closed 60 + automatic 48 + quarantined 1`."""
    names = {
        "open": _("still open"),
        "answered": _("answered"),
        "closed": _("closed"),
        "automatic": _("automatic"),
        "quarantined": _("quarantined"),
        "backlog": _("backlog"),
        "history": _("history"),
    }
    terms = [(names[state], found.states.get(state, 0)) for state in ALWAYS]
    terms += [(names[state], found.states.get(state, 0)) for state in SELDOM]
    terms += [
        (_("history to come"), found.coming),
        (_("new"), len(found.new)),
        (_("passed over"), len(found.missing)),
    ]
    shown = [f"{name} {n}" for at, (name, n) in enumerate(terms) if n or at < len(ALWAYS)]
    return _("server {n} = {terms}").format(n=found.server, terms=" + ".join(shown))


def _place(place: Place) -> dict[str, object]:
    return {"folder": place.folder, "uid": place.uid}


def _places(places: Sequence[Place]) -> str:
    if len(places) > NAMED:
        counts = Counter(place.folder for place in places)
        return ", ".join(f"{folder} ({n})" for folder, n in counts.items())
    return ", ".join(f"{place.folder} UID {place.uid}" for place in places)
