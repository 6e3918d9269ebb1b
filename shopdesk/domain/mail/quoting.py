"""What is new in a mail: its text without the quoted tail and the signature.

Nothing that the customer wrote may be lost, so whatever is in doubt stays: answers written between
the quoted lines are left among them, and a mail that is nothing but quotation is left whole.
"""

from __future__ import annotations

import re

from shopdesk.domain.mail import words_of_programs as said
from shopdesk.domain.mail.signatures import without_blank_end, without_signature

LONGEST_LINE = 400
"""Characters that are looked at; attributions are shorter."""
MOST_LINES = 20_000
"""Lines among which the quotation's beginning is looked for."""
ATTRIBUTION_LINES = 4
"""Lines over which mail programs break an attribution."""
HEADER_LINES = 9
"""Lines that a quoted mail's header may take."""
SHORT_LINES = 3
"""Lines of "my answers are below"."""
WRAPPED_LINE = 60
"""Characters from which on a quoted line may have been broken in two by the mail program."""

_VERB = re.compile(rf"(?<!\w)(?:{said.WROTE})(?!\w)", re.IGNORECASE)
_VERB_LAST = re.compile(rf"(?:{said.WROTE})[\s:：*>-]*$", re.IGNORECASE)
_BEGINS = re.compile(
    rf"[*\"]?(?:(?:{said.BEGINS})(?=[\s,])|\d{{1,4}}[-./:\s年]|[^\W\d]{{2,12}}[.,]{{0,2}}\s\d)",
    re.IGNORECASE,
)
_OWN_DEED = re.compile(
    r"\b(?:i|we|я|мы|ми|tôi|mình|chúng tôi|ich|wir|yo|nosotros|j['’]ai|je|nous)"
    r"(?: (?:have|had|already|уже|вже|đã|also|just|habe|avons))?\s*$",
    re.IGNORECASE,
)
"""Before the verb: customers tell of their own mails in the same words."""
_DIGIT = re.compile(r"\d")
_TIME = re.compile(r"\d{1,2}[^\w\s]{0,2}[:.][^\w\s]?\d\d")
_SIGNED = re.compile(r"\d{1,2}[:./]\d\d|@|\b(?:19|20)\d\d(?!\d)")
_COLONS = (":", ":*", "：", ":_")

_ORIGINAL = re.compile(said.ORIGINAL, re.IGNORECASE)
_FORWARDED = re.compile(rf"[>\s]*(?:{said.FORWARDED})\s?:?\s*", re.IGNORECASE)
_REPLY_ABOVE = re.compile(said.REPLY_ABOVE, re.IGNORECASE)
_SEE_BELOW = re.compile(said.SEE_BELOW, re.IGNORECASE)
_RULE = re.compile(r"\s*(?:[_-]{5,}|[*_]{2,}|[=~#*─━—–]{4,})\s*")
_FROM = re.compile(rf"[*\s]*(?:{said.FROM})\s?[*]?[:：][*\s]*\S", re.IGNORECASE)
_LABEL = re.compile(rf"[*\s]*(?:{said.LABEL})\s?[*]?[:：]", re.IGNORECASE)
_ANY_LABEL = re.compile(r"[*\s]*[^\W\d_][^\W\d_ -]{0,20}(?: [^\W\d_]{1,12}){0,2}\s?[:：]")


def new_text(text: str) -> str:
    """The customer's own new words; never empty when the text is not. Time linear in its size."""
    lines = text.strip().split("\n")
    kept = without_signature(_without_quote(lines))
    return "\n".join(kept).strip() or text.strip()


def _without_quote(lines: list[str]) -> list[str]:
    """The lines up to the quoted mail, or those below it where the answer stands there."""
    for n in range(min(len(lines), MOST_LINES)):
        if _begins_original(lines, n):
            above = _without_rules(lines[:n])
            return lines if _says_see_below(above) else above
        if (start := _attribution(lines, n)) is not None:
            return _around(_without_rules(lines[:start]), lines, start, n + 1 - start)
    return _around([], lines, 0, 0)


def _around(above: list[str], lines: list[str], start: int, attribution: int) -> list[str]:
    """The customer's lines around a quotation whose first lines are its attribution.

    `above` are those before line `start`, without what belongs to the quotation.
    """
    quotation = lines[start + attribution :]
    quoted = [n for n in range(len(quotation)) if _is_quoted(quotation, n)]
    if not quoted:
        return above if attribution and not _says_see_below(above) else lines
    if not attribution:
        above = _without_rules(lines[: quoted[0]])
    after = quotation[quoted[-1] + 1 :]
    between = set(range(quoted[0], quoted[-1])).difference(quoted)
    within = any(quotation[n].strip() for n in between)
    answered_below = bool(_own(without_signature(after)))
    if within or (answered_below and _own(above)):
        return lines
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


def _says_see_below(above: list[str]) -> bool:
    """Whether the answers stand in the quoted mail, where no mark tells them from it."""
    own = _own(without_signature(above))
    return len(own) <= SHORT_LINES and any(_SEE_BELOW.search(line[:LONGEST_LINE]) for line in own)


def _without_rules(lines: list[str]) -> list[str]:
    """Without the ruled line, and the rest of a header, right above the quotation."""
    lines = without_blank_end(lines)
    bare = lines
    while bare and (not bare[-1].strip() or _LABEL.match(bare[-1][:LONGEST_LINE])):
        bare = bare[:-1]
    if bare and _RULE.fullmatch(bare[-1][:LONGEST_LINE]):
        lines = bare
    while lines and (not lines[-1].strip() or _RULE.fullmatch(lines[-1][:LONGEST_LINE])):
        lines = lines[:-1]
    return lines


def _begins_original(lines: list[str], n: int) -> bool:
    """Whether the line opens a mail that is quoted with its header, as Outlook does."""
    line = lines[n][:LONGEST_LINE]
    if "--" in line or "__" in line or "==" in line:
        title = line.strip("-_>*= \t:：")
        if _ORIGINAL.fullmatch(title):
            return True
        if _VERB_LAST.search(title) and (_BEGINS.match(title) or "@" in title):
            return True
    lower = line.lower()
    if any(word in lower for word in said.ABOVE_OR_BELOW) and _REPLY_ABOVE.search(line):
        return True
    if _FORWARDED.fullmatch(line):
        return True
    return _begins_header(lines, n)


def _begins_header(lines: list[str], n: int) -> bool:
    """Whether the header of a quoted mail begins here."""
    line = lines[n][:LONGEST_LINE]
    if not _ANY_LABEL.match(line):
        return False
    header = [other[:LONGEST_LINE] for other in lines[n : n + HEADER_LINES]]
    dated = any("@" in other or _TIME.search(other) for other in header)
    ruled = any(_RULE.fullmatch(other[:LONGEST_LINE]) for other in lines[max(0, n - 2) : n])
    if ruled and dated and _in_a_row(header) >= 3:
        return True
    if not (_FROM.match(line) or _LABEL.match(line)):
        return False
    labels = sum(1 for other in header if _LABEL.match(other))
    # "From: Hanoi, To: Huế" is what a customer writes: a mail's header has more, or an address.
    needed = 3 - ruled - dated
    return labels >= needed and any(_FROM.match(other) for other in header)


def _in_a_row(header: list[str]) -> int:
    """How many lines at its beginning have a label, whatever the language."""
    for n, line in enumerate(header):
        if not _ANY_LABEL.match(line):
            return n
    return len(header)


def _attribution(lines: list[str], last: int) -> int | None:
    """Where the attribution begins that ends with line `last`; None when none does."""
    end = lines[last].strip()
    colon = end.endswith(_COLONS)
    if not colon and end.rpartition(" ")[2].lower() not in said.LAST_WORDS:
        return None
    if end.startswith(">") and not (end == ">:" or _is_first_quoted(lines, last)):
        return None
    joined = ""
    above_quote = colon and _is_above_quote(lines, last)
    for first in range(last, max(-1, last - ATTRIBUTION_LINES), -1):
        joined = f"{lines[first].strip()} {joined}".strip().lstrip("> ")
        if not lines[first].strip() or len(joined) > LONGEST_LINE:
            break
        if not _SIGNED.search(joined):
            continue
        if _BEGINS.match(joined) and _attributes(joined):
            return first
        if above_quote and _TIME.search(joined) and "@" in joined:
            return first
        if _names_and_dates(joined):
            return first
    named = len(end) <= LONGEST_LINE and _VERB_LAST.search(end) and _SIGNED.search(end)
    return last if named and colon else None


def _is_first_quoted(lines: list[str], n: int) -> bool:
    """Apple's programs quote the attribution as well."""
    return not any(line.lstrip().startswith(">") for line in lines[max(0, n - 3) : n])


def _is_above_quote(lines: list[str], n: int) -> bool:
    return any(line.startswith(">") for line in lines[n + 1 : n + 3])


def _attributes(joined: str) -> bool:
    """Whether it says that somebody wrote: by a verb, or as Russian programs do, without one."""
    if not joined.endswith(_COLONS):
        return "@" in joined and _VERB_LAST.search(joined) is not None
    if verb := _VERB.search(joined):
        digit = _DIGIT.search(joined)
        if _OWN_DEED.search(joined[: verb.start()]):
            return False
        at_end = _VERB_LAST.search(joined) is not None
        return at_end or (digit is not None and digit.start() < verb.start())
    return bool(_TIME.search(joined)) and "@" in joined.rstrip(":：*)] ").rpartition(" ")[2]


def _names_and_dates(joined: str) -> bool:
    """`Lan <shop@…> schrieb am 5. Mai 2025 um 10:30:`"""
    verb = _VERB.search(joined)
    if verb is None or not joined.endswith(_COLONS) or not _TIME.search(joined, verb.end()):
        return False
    return "@" in joined[: verb.start()] and "<" in joined[: verb.start()]
