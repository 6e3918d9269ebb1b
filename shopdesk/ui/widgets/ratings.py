"""What the customer said of our answer, below the thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static

from shopdesk.domain.plain import plain
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.figures.survey import Survey
    from shopdesk.ui.host import Host


class Ratings(Static):
    """A quiet line for each; not there while nobody has answered a survey."""

    def __init__(self) -> None:
        super().__init__(id="ratings", markup=False)
        self.display = False

    async def load(self, conversation: int, host: Host) -> None:
        """Ask the desk, then show it."""
        found = await host.attempt(
            host.gateway.ask(lambda d: d.records.ratings_in(d.records.present(conversation)))
        )
        lines = rating_lines(found or ())
        self.display = bool(lines)
        self.update(Text("\n").join(Text(line) for line in lines))


def rating_lines(surveys: Sequence[Survey]) -> tuple[str, ...]:
    """`rated 5 (CSAT): lovely`, oldest first."""
    return tuple(_line(survey) for survey in surveys if survey.rating is not None)


def _line(survey: Survey) -> str:
    said = _("rated {rating} ({scale})").format(
        rating=survey.rating, scale=survey.scale.value.upper()
    )
    comment = " ".join(plain(survey.comment).split())
    return f"{said}: {comment}" if comment else said
