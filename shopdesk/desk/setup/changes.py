"""Between what the owner said and the settings file: only what changed is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shopdesk.domain.shop.oauth import KNOWN, provider_of
from shopdesk.domain.shop.settings import Auth, PasswordFrom, Security, Server
from shopdesk.domain.shop.setup import (
    ALWAYS,
    DAYS,
    IMAP_PORTS,
    KEPT,
    SMTP_PORTS,
    TARGETS,
    WEEK,
    Draft,
)

_SHOP = ("name", "owner", "language", "zone", "country", "currency")
_PLACES = {
    PasswordFrom.COMMAND: "password_command",
    PasswordFrom.ENVIRONMENT: "password_env",
    PasswordFrom.FILE: "password_file",
}
USUAL = {"urgent": "5 min", "usual": "15 min", "calm": "60 min"}
"""Time spans for the groups of TARGETS, as the program has them by itself."""


def from_file(draft: Draft, values: Mapping[str, Any], address: str = "") -> Draft:
    """The draft with what the settings say already; of a mailbox only the one of `address`."""
    shop = _table(values, "shop")
    told = {key: shop[key] for key in _SHOP if isinstance(shop.get(key), str)}
    draft = replace(draft, **told)
    if values:
        draft = _hours(draft, values)
    targets = _table(values, "targets")
    spans = {group: targets.get(keys[0], USUAL[group]) for group, keys in TARGETS.items()}
    draft = replace(draft, targets={**spans, **draft.targets})
    box = next((box for box in _boxes(values) if address and box.get("address") == address), None)
    return draft if box is None else _mailbox(draft, box, values)


def _hours(draft: Draft, values: Mapping[str, Any]) -> Draft:
    hours = _table(values, "hours")
    open_days = {day: tuple(hours[day]) for day in WEEK if hours.get(day)}
    if not hours or hours.get("always_open"):
        return replace(draft, days=ALWAYS)
    for name, days in DAYS.items():
        spans = set(open_days.values())
        if tuple(open_days) == tuple(days) and len(spans) == 1:
            return replace(draft, days=name, spans=spans.pop())
    return replace(draft, days=KEPT)


def _mailbox(draft: Draft, box: Mapping[str, Any], values: Mapping[str, Any]) -> Draft:
    auth = Auth.OAUTH2 if box.get("auth") == Auth.OAUTH2 else Auth.PASSWORD
    place, where = PasswordFrom.KEYRING, ""
    for kind, key in _PLACES.items():
        if key in box:
            place, where = kind, str(box[key])
    imap = _server(_table(box, "imap"), str(box["address"]), auth, IMAP_PORTS)
    smtp = _server(_table(box, "smtp"), str(box["address"]), auth, SMTP_PORTS)
    client = _table(_table(values, "oauth"), _section(imap))
    return replace(
        draft,
        address=str(box["address"]),
        aliases=tuple(box.get("addresses", ())),
        found=None,
        imap=imap,
        smtp=smtp,
        auth=auth,
        place=place,
        where=where,
        ca_file=str(box.get("ca_file", "")),
        client_id=str(client.get("client_id", "")),
        client_secret=str(client.get("client_secret", "")),
    )


def _server(
    table: Mapping[str, Any], address: str, auth: Auth, ports: Mapping[Security, int]
) -> Server:
    security = Security(table.get("security", Security.TLS))
    port = int(table.get("port", ports.get(security, 0)))
    return Server(str(table.get("host", "")), port, security, table.get("user", address), auth)


def changes(draft: Draft, began: Draft, values: Mapping[str, Any]) -> dict[Any, Any]:
    """What is to be changed in the file; with an empty file everything."""
    made: dict[Any, Any] = {}
    shop = _table(values, "shop")
    for key in _SHOP:
        said = getattr(draft, key)
        if said != shop.get(key) and (said or key in shop):
            made["shop", key] = said or None
    _change_mailbox(draft, values, made)
    if draft.days != KEPT and (draft.days, draft.spans) != (began.days, began.spans):
        _change_hours(draft, values, made)
    for group, span in draft.targets.items():
        if span != began.targets.get(group, USUAL[group]):
            made |= {("targets", key): span for key in TARGETS[group]}
    return made


def _change_hours(draft: Draft, values: Mapping[str, Any], made: dict[Any, Any]) -> None:
    before = _table(values, "hours")
    if draft.days == ALWAYS:
        if before:
            made["hours",] = {"always_open": True}
        return
    open_days = DAYS[draft.days]
    for day in WEEK:
        spans = list(draft.spans) if day in open_days else []
        if before.get(day, []) != spans:
            made["hours", day] = spans
    if "always_open" in before:
        made["hours", "always_open"] = None


def _change_mailbox(draft: Draft, values: Mapping[str, Any], made: dict[Any, Any]) -> None:
    if draft.imap is None or draft.smtp is None:
        return
    said = _said(draft, draft.imap, draft.smtp)
    boxes = _boxes(values)
    known = [str(box.get("address")) for box in boxes]
    if not boxes:
        made["mailbox",] = [said]
    elif draft.address not in known:
        made["mailbox", len(boxes)] = said
    else:
        at = known.index(draft.address)
        before = boxes[at]
        for key in (*said, *_PLACES.values(), "auth"):
            if said.get(key) == before.get(key):
                continue
            if isinstance(said.get(key), dict):
                _change_server(("mailbox", at, key), said[key], _table(before, key), made)
            else:
                made["mailbox", at, key] = said.get(key)
    if draft.auth is Auth.OAUTH2 and draft.client_id:
        section = _section(draft.imap)
        for key in ("client_id", "client_secret"):
            if getattr(draft, key):
                made["oauth", section, key] = getattr(draft, key)


def _change_server(
    where: tuple[str | int, ...],
    said: Mapping[str, Any],
    before: Mapping[str, Any],
    made: dict[Any, Any],
) -> None:
    for key in {**said, **before}:
        if said.get(key) != before.get(key) and key in ("host", "port", "security", "user"):
            made[(*where, key)] = said.get(key)


def _said(draft: Draft, imap: Server, smtp: Server) -> dict[str, Any]:
    """The mailbox's table; what the program takes for granted is left out."""
    said: dict[str, Any] = {"address": draft.address}
    if draft.aliases:
        said["addresses"] = list(draft.aliases)
    if draft.auth is not Auth.PASSWORD:
        said["auth"] = draft.auth.value
    elif draft.place in _PLACES:
        said[_PLACES[draft.place]] = draft.where
    if draft.ca_file:
        said["ca_file"] = draft.ca_file
    said["imap"] = _place(imap, draft.address, IMAP_PORTS)
    said["smtp"] = _place(smtp, draft.address, SMTP_PORTS)
    return said


def _place(server: Server, address: str, ports: Mapping[Security, int]) -> dict[str, Any]:
    said: dict[str, Any] = {"host": server.host}
    if server.port != ports.get(server.security):
        said["port"] = server.port
    if server.security is not Security.TLS:
        said["security"] = server.security.value
    if server.user != address:
        said["user"] = server.user
    return said


def _section(imap: Server) -> str:
    name = provider_of(imap.host)
    return name if name in KNOWN else "other"


def _boxes(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    boxes = values.get("mailbox", [])
    return [b for b in boxes if isinstance(b, dict)] if isinstance(boxes, list) else []


def _table(values: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = values.get(key, {})
    return table if isinstance(table, dict) else {}
