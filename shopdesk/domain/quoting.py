"""What is new in a mail: its text without the quoted tail and the signature.

Nothing that the customer wrote may be lost, so whatever is in doubt stays: answers written between
the quoted lines are left among them, and a mail that is nothing but quotation is left whole.
"""

from __future__ import annotations

import re

LONGEST_LINE = 400
"""Characters that are looked at; attributions are shorter."""
MOST_LINES = 20_000
"""Lines among which the quotation's beginning is looked for."""
ATTRIBUTION_LINES = 4
"""Lines over which mail programs break an attribution."""
SIGNATURE_LINES = 15
"""A longer end of a mail is no signature, whatever stands above it."""
LONGEST_MOBILE = 80
"""Characters of "Sent from my iPhone" and its like, a link included."""
WRAPPED_LINE = 60
"""Characters from which on a quoted line may have been broken in two by the mail program."""

_WROTE = (
    r"\b(?:wrote|writes|đã viết|viết|пишет|писал\w?|написал(?:\(а\)|а)?|пише|написав(?:\(ла\))?|"
    r"schrieb|geschrieben|a écrit|escribió|escribe|ha scritto|escreveu|schreef|skrev|"
    r"napisał(?:\(a\)|a)?|kirjoitti)"
)
_VERB = re.compile(rf"{_WROTE}(?!\w)", re.IGNORECASE)
_VERB_LAST = re.compile(rf"{_WROTE}[\s:*-]*$", re.IGNORECASE)
_LAST_WORDS = frozenset(
    ("wrote", "viết", "пишет", "писал", "писала", "написал", "написала", "написал(а)", "пише")
)
"""Of attributions that end without a colon."""
_BEGINS = re.compile(
    r"[*\"]?(?:on|at|vào|lúc|ngày|am|le|el|il|em|op|den|på|dnia|w dniu|\d{1,4}[-./:\s]|"
    r"[^\W\d]{2,12}[.,]{0,2}\s\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_TIME = re.compile(r"\d{1,2}[:.]\d\d")
_SIGNED = re.compile(r"\d{1,2}[:./]\d\d|@|\b(?:19|20)\d\d\b")

_ORIGINAL = re.compile(
    r"original message|reply message|forwarded message|original appointment|"
    r"исходное сообщение|пересылаемое сообщение|пересланное сообщение|вихідне повідомлення|"
    r"thư gốc|tin nhắn gốc|thư đã chuyển tiếp|ursprüngliche nachricht|original-?nachricht|"
    r"weitergeleitete nachricht|message d'origine|message original|message transféré|"
    r"mensaje original|mensaje reenviado|messaggio originale|mensagem original",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*(?:[_-]{5,}|[*_]{2,})\s*")
_FROM = re.compile(
    r"[*\s]*(?:from|von|de|da|van|från|fra|od|lähettäjä|от|от кого|від|від кого|từ|người gửi)"
    r"\s?:[*\s]*\S",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[*\s]*(?:sent|date|to|cc|subject|reply-to|gesendet|datum|an|betreff|envoyé|objet|sujet|"
    r"message du|à|a|copie à|enviado|enviado el|fecha|data|para|asunto|assunto|inviato|oggetto|"
    r"verzonden|aan|onderwerp|dato|til|emne|skickat|till|ämne|lähetetty|vastaanottaja|aihe|"
    r"wysłano|do|temat|отправлено|дата|кому|копия|тема|надіслано|đã gửi|gửi|ngày|đến|tới|"
    r"người nhận|chủ đề|tiêu đề)\s?:",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"(?:sent from (?:my |mail for |outlook|yahoo|samsung|proton)|get outlook for |"
    r"отправлено (?:с|из|от) |надіслано з |(?:được )?gửi từ |von meinem .*gesendet|"
    r"gesendet (?:von|mit) |envoyé (?:de|depuis) |enviado (?:desde|de|do) |inviato da )",
    re.IGNORECASE,
)
_DASHES = re.compile(r"(?:--|—|__)[ \u00a0]?$")


def new_text(text: str) -> str:
    """The customer's own new words; never empty when the text is not. Time linear in its size."""
    lines = text.strip().split("\n")
    kept = _without_signature(_without_quote(lines))
    return "\n".join(kept).strip() or text.strip()


def _without_quote(lines: list[str]) -> list[str]:
    """The lines up to the quoted mail, or those below it where the answer stands there."""
    for n in range(min(len(lines), MOST_LINES)):
        if _begins_original(lines, n):
            return lines[: n - 1 if n and _RULE.fullmatch(lines[n - 1]) else n]
        if (start := _attribution(lines, n)) is not None:
            return _around(lines[:start], lines[start:], n + 1 - start)
    return _around([], lines, 0)


def _around(above: list[str], below: list[str], attribution: int) -> list[str]:
    """The customer's lines around a quotation whose first lines are its attribution."""
    quotation = below[attribution:]
    quoted = [n for n in range(len(quotation)) if _is_quoted(quotation, n)]
    if not quoted:
        return above if attribution else below
    if not attribution:
        above, below = below[: quoted[0]], below[quoted[0] :]
    after = quotation[quoted[-1] + 1 :]
    between = set(range(quoted[0], quoted[-1])).difference(quoted)
    within = any(quotation[n].strip() for n in between)
    answered_below = bool(_own(_without_signature(after)))
    if within or (answered_below and _own(above)):
        return above + below
    return after if answered_below else above


def _is_quoted(lines: list[str], n: int) -> bool:
    """Whether the line is marked as quoted, or is the broken end of a marked one."""
    if lines[n].lstrip().startswith(">"):
        return True
    if not n or not lines[n][:1].islower() or not lines[n - 1].lstrip().startswith(">"):
        return False
    return len(lines[n - 1]) >= WRAPPED_LINE


def _own(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip() and not line.lstrip().startswith(">")]


def _begins_original(lines: list[str], n: int) -> bool:
    """Whether the line opens a mail that is quoted with its header, as Outlook does."""
    line = lines[n][:LONGEST_LINE]
    if "--" in line:
        title = line.strip("-_>* \t:")
        if _ORIGINAL.fullmatch(title) or (_BEGINS.match(title) and _VERB_LAST.search(title)):
            return True
    if not (_FROM.match(line) or _LABEL.match(line)):
        return False
    header = [other[:LONGEST_LINE] for other in lines[n : n + 7]]
    labels = sum(1 for other in header if _LABEL.match(other))
    # "From: Hanoi, To: Huế" is what a customer writes: a mail's header has more, or an address.
    needed = 2 if any("@" in other for other in header) else 3
    return labels >= needed and any(_FROM.match(other) for other in header)


def _attribution(lines: list[str], last: int) -> int | None:
    """Where the attribution begins that ends with line `last`; None when none does."""
    end = lines[last].strip()
    if not end.endswith((":", ":*")) and end.rpartition(" ")[2].lower() not in _LAST_WORDS:
        return None
    if end.startswith(">") and end != ">:":
        return None
    joined = ""
    for first in range(last, max(-1, last - ATTRIBUTION_LINES), -1):
        joined = f"{lines[first].strip()} {joined}".strip()
        if not lines[first].strip() or len(joined) > LONGEST_LINE:
            break
        if _BEGINS.match(joined) and _SIGNED.search(joined) and _attributes(joined):
            return first
    named = len(end) <= LONGEST_LINE and _VERB_LAST.search(end) and _SIGNED.search(end)
    return last if named and end.endswith((":", ":*")) else None


def _attributes(joined: str) -> bool:
    """Whether it says that somebody wrote: by a verb, or as Russian programs do, without one."""
    if not joined.endswith((":", ":*")):
        return "@" in joined and _VERB_LAST.search(joined) is not None
    if verb := _VERB.search(joined):
        digit = _DIGIT.search(joined)
        at_end = _VERB_LAST.search(joined) is not None
        return at_end or (digit is not None and digit.start() < verb.start())
    return bool(_TIME.search(joined)) and "@" in joined.rstrip(":*)] ").rpartition(" ")[2]


def _without_signature(lines: list[str]) -> list[str]:
    """The lines without what a mail program adds below them."""
    lines = _without_blank_end(lines)
    for n in range(max(0, len(lines) - 3 * SIGNATURE_LINES), len(lines)):
        if _DASHES.fullmatch(lines[n]) and len(_own(lines[n:])) <= SIGNATURE_LINES:
            lines = _without_blank_end(lines[:n])
            break
    for n in range(max(0, len(lines) - 3), len(lines)):
        if len(lines[n]) < LONGEST_MOBILE and _MOBILE.match(lines[n].strip()):
            return lines[:n]
    return lines


def _without_blank_end(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]
