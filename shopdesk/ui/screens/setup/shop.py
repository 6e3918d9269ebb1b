"""Who we are, when we are there, and how fast we want to be."""

from __future__ import annotations

import dataclasses

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from shopdesk.domain.shop.setup import ALWAYS, KEPT, TARGETS, Draft, Step
from shopdesk.ui.screens.setup.mailbox import LANGUAGES
from shopdesk.ui.screens.setup.step import StepScreen, choice, field, title, words
from shopdesk.words import _, speak


class ShopScreen(StepScreen):
    """What customers read, and where the day begins."""

    step = Step.SHOP

    def body(self) -> ComposeResult:
        """Filled in as far as this computer knows."""
        draft = self.wizard.draft
        yield title(_("Your shop"))
        yield field(_("Shop"), draft.name, "name", example=_("as customers know it"))
        yield field(_("Your name"), draft.owner, "owner", example=_("as you sign your answers"))
        yield choice(_("Language"), LANGUAGES, draft.language, "language")
        yield field(_("Time zone"), draft.zone, "zone", example="Asia/Ho_Chi_Minh")
        yield field(_("Country"), draft.country, "country", example=_("two letters"))
        yield field(_("Currency"), draft.currency, "currency", example=_("three letters"))

    def on_mount(self) -> None:
        """Ready to type."""
        self.set_focus(self.query_one("#name"))

    @on(Input.Changed, "#country")
    def _other_country(self, event: Input.Changed) -> None:
        """The money goes with the country, where none was named."""
        if len(event.value) == 2 and not self.value("currency"):
            currency = self.wizard.setup.outside.locality.currency(event.value.upper())
            self.query_one("#currency", Input).value = currency

    def read(self, draft: Draft) -> Draft:
        """Codes may be typed in small letters."""
        draft = dataclasses.replace(
            draft,
            name=self.value("name"),
            owner=self.value("owner"),
            language=self.chosen("language"),
            zone=self.value("zone"),
            country=self.value("country").upper(),
            currency=self.value("currency").upper(),
        )
        speak(draft.language)
        return draft


class HoursScreen(StepScreen):
    """When the clocks run."""

    step = Step.HOURS

    def body(self) -> ComposeResult:
        """Days, and hours of each."""
        draft = self.wizard.draft
        yield title(_("When is the shop open?"))
        days = [
            (_("day and night"), ALWAYS),
            (_("Monday to Friday"), "weekdays"),
            (_("Monday to Saturday"), "six"),
            (_("every day"), "every"),
        ]
        if draft.days == KEPT:
            days.insert(0, (_("as the settings have it"), KEPT))
        yield choice(_("Days"), days, draft.days, "days")
        yield field(_("Hours"), " ".join(draft.spans), "spans", example="09:00-12:00 13:00-18:00")
        yield words(
            _(
                "The clocks of your alarms stop when the shop closes and go on when it opens. "
                "Days that differ, and holidays, are set in the settings file; the README shows "
                "how."
            ),
            quiet=True,
        )

    def on_mount(self) -> None:
        """Arrows choose."""
        self.set_focus(self.query_one("#days"))

    def keys(self) -> str:
        """Enter opens the list of days."""
        return _("f2 go on · esc back · tab next field · enter opens the list · ctrl+q quit")

    def read(self, draft: Draft) -> Draft:
        """Hours count only where days are chosen."""
        spans = tuple(self.value("spans").replace(",", " ").split())
        return dataclasses.replace(draft, days=self.chosen("days"), spans=spans or draft.spans)


class TargetsScreen(StepScreen):
    """In which time to answer."""

    step = Step.TARGETS

    def body(self) -> ComposeResult:
        """Three groups."""
        targets = self.wizard.draft.targets
        yield title(_("How fast do you want to answer?"))
        yield field(_("Buying, complaints"), targets.get("urgent", ""), "urgent")
        yield field(_("Orders, delivery"), targets.get("usual", ""), "usual")
        yield field(_("Praise, the rest"), targets.get("calm", ""), "calm")
        yield words(
            _(
                'Time spans such as "5 min" or "1 h 30 min". An alarm rings when the mail comes, '
                "at half of this time, at 80 %, and at its end."
            ),
            quiet=True,
        )

    def on_mount(self) -> None:
        """Ready to type."""
        self.set_focus(self.query_one("#urgent"))

    def read(self, draft: Draft) -> Draft:
        """As typed."""
        return dataclasses.replace(draft, targets={key: self.value(key) for key in TARGETS})
