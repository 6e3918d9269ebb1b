"""Why a reply may not go out, for the owner."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.words import _


def why_sentence(kind: str, names: Sequence[str]) -> str:
    """The sentence for what `domain.reply.why_not` found."""
    if kind == "recipient":
        return _("There is no address to send to. Write one after To.")
    if kind == "address":
        return _("This is not an e-mail address: {names}.").format(names=", ".join(names))
    if kind == "empty":
        return _("The reply is empty. Write something, or pick a template with ctrl+t.")
    listed = ", ".join(f"{{{{ {name} }}}}" for name in names)
    return _("Not sent: fill in {names} first.").format(names=listed)
