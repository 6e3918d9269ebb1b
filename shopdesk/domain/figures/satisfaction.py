"""What customers answered when they were asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shopdesk.domain.figures.facts import Scale, SurveyFact
from shopdesk.domain.figures.numbers import Share


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The ratings of some surveys."""

    csat: Share
    """Ratings of 4 and 5, of all from 1 to 5."""
    promoters: Share
    """Ratings of 9 and 10, of all from 0 to 10."""
    detractors: Share
    """Ratings of 0 to 6, of all from 0 to 10."""
    effort: float | None
    """Mean of the ratings from 1 to 7; None without any."""
    easy: Share
    """Ratings of 5 to 7, of all from 1 to 7."""
    responses: dict[Scale, Share]
    """Answered, of those sent."""

    @property
    def nps(self) -> float | None:
        """% promoters − % detractors, from −100 to 100; None without any rating."""
        whole = self.promoters.whole
        return 100 * (self.promoters.part - self.detractors.part) / whole if whole else None


def satisfaction(surveys: Iterable[SurveyFact]) -> Satisfaction:
    """The figures of these surveys."""
    sent: dict[Scale, int] = dict.fromkeys(Scale, 0)
    ratings: dict[Scale, list[int]] = {scale: [] for scale in Scale}
    for survey in surveys:
        sent[survey.scale] += 1
        if survey.rating is not None:
            ratings[survey.scale].append(survey.rating)
    csat, nps, ces = (ratings[scale] for scale in (Scale.CSAT, Scale.NPS, Scale.CES))
    return Satisfaction(
        csat=Share(sum(1 for r in csat if r >= 4), len(csat)),
        promoters=Share(sum(1 for r in nps if r >= 9), len(nps)),
        detractors=Share(sum(1 for r in nps if r <= 6), len(nps)),
        effort=sum(ces) / len(ces) if ces else None,
        easy=Share(sum(1 for r in ces if r >= 5), len(ces)),
        responses={scale: Share(len(ratings[scale]), sent[scale]) for scale in Scale},
    )
