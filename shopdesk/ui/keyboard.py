"""Keys that work whatever layout is on."""

from __future__ import annotations

_LATIN = "qwertyuiopasdfghjklzxcvbnm"
_CYRILLIC = "йцукенгшщзфывапролдячсмить"
_BY_PLACE = dict(zip(_LATIN + _LATIN.upper(), _CYRILLIC + _CYRILLIC.upper(), strict=True))
_SIGNS_BY_PLACE = {
    "slash": ("full_stop",),
    "comma": ("б",),
    "full_stop": ("ю",),
}


def every_layout(keys: str) -> str:
    """The keys, and what the same places send from a Russian layout; comma-separated."""
    found = keys.split(",")
    for key in keys.split(","):
        found += [_BY_PLACE[key]] if key in _BY_PLACE else _SIGNS_BY_PLACE.get(key, ())
    return ",".join(dict.fromkeys(found))
