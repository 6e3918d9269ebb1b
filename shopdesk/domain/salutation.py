"""What to call a customer."""

from __future__ import annotations

import re

_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2019.-])*")
_VIETNAMESE_FAMILIES = frozenset(
    {"nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi"}
    | {"đỗ", "hồ", "ngô", "dương", "lý", "đinh", "trương", "đoàn", "mai", "tô", "cao"}
    | {"trịnh", "tạ", "lâm", "lưu", "hà", "đào", "phùng", "châu", "thái", "quách", "tăng"}
    | {"nguyen", "tran", "le", "pham", "hoang", "huynh", "vu", "vo", "dang", "bui", "do"}
    | {"ho", "ngo", "duong", "ly", "dinh", "truong", "doan"}
)
_PATRONYMIC = re.compile(r"(?:ович|евич|ич|овна|евна|ична)$", re.IGNORECASE)
_OFFICES = frozenset({"info", "sales", "support", "team", "shop", "store", "office", "admin"})


def first_name(name: str, language: str) -> str:
    """The name to greet with, or an empty string where greeting by it would be a guess.

    Vietnamese names put the given name last; Russian ones may carry family name and patronymic.
    """
    if "@" in name or "{" in name:
        return ""
    if "," in name:
        family, _, given = name.partition(",")
        name = f"{given.strip()} {family.strip()}"
    words = name.split()
    if not words or len(words) > 5 or not all(_NAME.fullmatch(w) for w in words):
        return ""
    if any(w.lower() in _OFFICES for w in words):
        return ""
    if _is_vietnamese(words, language):
        return words[-1]
    patronymic = next((i for i, w in enumerate(words) if _PATRONYMIC.search(w) and i > 0), None)
    if language == "ru" and patronymic is not None and len(words) > 1:
        return f"{words[patronymic - 1]} {words[patronymic]}"
    first = words[0]
    return first if len(first) > 1 and not first.endswith(".") else ""


def _is_vietnamese(words: list[str], language: str) -> bool:
    family = words[0].lower() in _VIETNAMESE_FAMILIES
    return len(words) > 1 and family and (language == "vi" or not words[0].isascii())
