"""Few colours, each with one meaning; always beside a word."""

from __future__ import annotations

from textual.theme import Theme

from shopdesk.domain.severity import Severity
from shopdesk.words import _

DARK = Theme(
    name="shopdesk-dark",
    dark=True,
    primary="#7aa2f7",
    accent="#7aa2f7",
    foreground="#d8dae0",
    background="#12141a",
    surface="#181b23",
    panel="#1e222c",
    success="#7dcfa5",
    warning="#f2c14e",
    error="#ff5d5d",
    variables={
        "burning": "#ff5d5d",
        "hot": "#ff9e4f",
        "warm": "#f2c14e",
        "calm": "#7dcfa5",
        "quiet": "#7b8190",
        "footer-background": "#1e222c",
        "footer-key-foreground": "#7aa2f7",
        "footer-description-foreground": "#9aa0ae",
    },
)
LIGHT = Theme(
    name="shopdesk-light",
    dark=False,
    primary="#2457c5",
    accent="#2457c5",
    foreground="#1b1e26",
    background="#fafafa",
    surface="#f1f2f5",
    panel="#e6e8ee",
    success="#0f7a4a",
    warning="#8a5a00",
    error="#c4161c",
    variables={
        "burning": "#c4161c",
        "hot": "#b34700",
        "warm": "#8a5a00",
        "calm": "#0f7a4a",
        "quiet": "#5f6573",
        "footer-background": "#e6e8ee",
        "footer-key-foreground": "#2457c5",
        "footer-description-foreground": "#4a5060",
    },
)
THEMES = (DARK, LIGHT)
DEFAULTS = {
    "burning": "#ff5d5d",
    "hot": "#ff9e4f",
    "warm": "#f2c14e",
    "calm": "#7dcfa5",
    "quiet": "#8b909c",
}
"""For Textual's own themes, which do not know our words."""

CLASS_OF = {
    Severity.BURNING: "burning",
    Severity.HOT: "hot",
    Severity.WARM: "warm",
    Severity.CALM: "calm",
}


def word(severity: Severity) -> str:
    """The severity in the owner's language; the loudest in capitals."""
    return {
        Severity.BURNING: _("BURNING"),
        Severity.HOT: _("hot"),
        Severity.WARM: _("warm"),
        Severity.CALM: _("calm"),
    }[severity]
