"""Few colours, each with one meaning; always beside a word."""

from __future__ import annotations

from textual.theme import Theme

from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.shop import screen_settings
from shopdesk.words import _

DARK = Theme(
    name=screen_settings.DARK,
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
    name=screen_settings.LIGHT,
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
HIGH_CONTRAST = Theme(
    name=screen_settings.HIGH_CONTRAST,
    dark=True,
    primary="#66d9ff",
    accent="#66d9ff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#4dffb8",
    warning="#ffe600",
    error="#ff8080",
    variables={
        "burning": "#ff8080",
        "hot": "#ffb347",
        "warm": "#ffe600",
        "calm": "#4dffb8",
        "quiet": "#d0d0d0",
        "footer-background": "#1c1c1c",
        "footer-key-foreground": "#66d9ff",
        "footer-description-foreground": "#ffffff",
    },
)
THEMES = (DARK, LIGHT, HIGH_CONTRAST)
_OURS = ("burning", "hot", "warm", "calm", "quiet")


def defaults(*, dark: bool) -> dict[str, str]:
    """For Textual's own themes, which do not know our words."""
    variables = (DARK if dark else LIGHT).variables
    return {name: variables[name] for name in _OURS}


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
