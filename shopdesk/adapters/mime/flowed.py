"""`format=flowed` (RFC 3676): lines that mean paragraphs."""

from __future__ import annotations

SIGNATURE = "-- "


def unflowed(text: str, *, delsp: bool) -> str:
    """The paragraphs, one a line; quoted ones keep their `>` marks.

    `delsp`: the blank at a line's end only marks it, and is no part of the text.
    """
    out: list[str] = []
    pieces: list[str] = []
    depth = 0
    for line in text.split("\n"):
        bare = line.lstrip(">")
        marks = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        if pieces and (marks != depth or bare == SIGNATURE):
            out.append(_joined(depth, pieces))
            pieces = []
        depth = marks
        flows = bare.endswith(" ") and bare != SIGNATURE
        pieces.append(bare[:-1] if flows and delsp else bare)
        if not flows:
            out.append(_joined(depth, pieces))
            pieces = []
    if pieces:
        out.append(_joined(depth, pieces))
    return "\n".join(out)


def _joined(depth: int, pieces: list[str]) -> str:
    text = "".join(pieces)
    if not depth:
        return text
    return f"{'>' * depth} {text}" if text else ">" * depth
