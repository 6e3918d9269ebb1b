"""Domains that are made to be taken for others."""

from __future__ import annotations

import unicodedata

BRANDS = (
    "paypal.com, ebay.com, etsy.com, amazon.com, shopify.com, stripe.com, google.com, apple.com, "
    "microsoft.com, facebook.com, instagram.com, dhl.com, fedex.com, ups.com, usps.com, "
    "royalmail.com, wise.com, payoneer.com, shopee.vn, lazada.vn, tiki.vn, haravan.com, "
    "vietcombank.com.vn, sberbank.ru, ozon.ru, wildberries.ru, yandex.ru, gosuslugi.ru, tilda.cc"
)
"""Whom it pays to imitate to a shop."""

_FOR_ALL = frozenset(
    (
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com",
        "yahoo.com", "ymail.com", "aol.com", "icloud.com", "me.com", "mail.com", "gmx.de",
        "gmx.net", "web.de", "mail.ru", "bk.ru", "list.ru", "inbox.ru", "yandex.ru", "ya.ru",
        "rambler.ru", "ukr.net", "proton.me", "protonmail.com", "zoho.com", "fastmail.com",
        "example.com", "example.net", "example.org",
    )
)  # fmt: skip
"""Where anybody has an address: a shop that has its own there is not imitated by the others."""
_SECOND_LEVEL = frozenset(("co", "com", "net", "org", "ac", "gov", "edu"))
_SHORTEST = 4
"""Letters of a name below which a difference of one letter means nothing."""
_ALIKE = str.maketrans(
    {
        **dict(zip("авекмнорстухіјѕԁԛԝьпг", "abekmhopctyxijsdqwbnr", strict=True)),
        **dict(zip("αβενικορτυωη", "abevikoptuwn", strict=True)),
        **dict(zip("013589", "oiess9", strict=True)),
        "l": "i",
        "|": "i",
        "ı": "i",
        "ɡ": "g",
    }
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def is_same_site(one: str, other: str) -> bool:
    """Whether two domains belong together: the same, or one's part of the other's."""
    return bool(one) and site(one) == site(other)


def site_name(domain: str) -> str:
    """What stands before a domain's public ending: `ebay` of `mail.ebay.co.uk`."""
    return _name(site(domain))


def imitated(domain: str, own: frozenset[str]) -> str:
    """The domain that this one is made to look like, of `own` and the well-known; or nothing."""
    own = frozenset(ours for ours in own if ours) - _FOR_ALL
    if not domain or domain in _FOR_ALL or any(is_same_site(domain, ours) for ours in own):
        return ""
    known = (*sorted(own), *BRANDS.split(", "))
    if any(is_same_site(domain, brand) for brand in known):
        return ""
    return next((original for original in known if _is_imitation(domain, original, own)), "")


def _is_imitation(domain: str, original: str, own: frozenset[str]) -> bool:
    name, theirs = _name(site(domain)), _name(site(original))
    if not theirs or not name:
        return False
    if _skeleton(name) == _skeleton(theirs):
        # The same name under another ending is common among brands, and suspicious for ours.
        return name != theirs or original in own
    if len(theirs) >= _SHORTEST and f".{original}." in f".{domain}.":
        return True
    if original in own and len(theirs) >= _SHORTEST:
        # ours-support.example, and one letter more, less or other
        joined = name.startswith(f"{theirs}-") or name.endswith(f"-{theirs}")
        return joined or _is_one_off(_skeleton(name), _skeleton(theirs))
    return len(theirs) > _SHORTEST and _is_one_off(name, theirs)


def site(domain: str) -> str:
    """The part of a domain that somebody registered: `ebay.co.uk` of `mail.ebay.co.uk`."""
    labels = _decoded(domain).split(".")
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-size:])


def _name(site: str) -> str:
    return site.partition(".")[0]


def _decoded(domain: str) -> str:
    """With the letters that a browser would show."""
    labels = []
    for label in domain.lower().split("."):
        try:
            labels.append(label.encode("ascii").decode("idna") if label[:4] == "xn--" else label)
        except UnicodeError:
            labels.append(label)
    return ".".join(labels)


def _skeleton(name: str) -> str:
    """What is left of a name when letters that look alike are one."""
    bare = unicodedata.normalize("NFKD", name)
    shown = "".join(c for c in bare if not unicodedata.combining(c)).translate(_ALIKE)
    for pair, one in _PAIRS:
        shown = shown.replace(pair, one)
    return shown.replace("-", "")


def _is_one_off(one: str, other: str) -> bool:
    """Whether one letter was added, left out, changed, or changed places with the next."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    same = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    rest, others = one[same:], other[same:]
    if len(one) == len(other):
        swapped = rest[:2] == others[:2][::-1] and rest[2:] == others[2:]
        return rest[1:] == others[1:] or swapped
    return rest[1:] == others or rest == others[1:]
