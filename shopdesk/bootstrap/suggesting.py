"""Suggestions for a mail that no desk has taken in."""

from __future__ import annotations

from shopdesk.bootstrap import Profile
from shopdesk.domain.answer.suggest import Learner, Suggester

LATELY = 1_000
"""Past answers that a look at a mail file waits for."""


def suggester(profile: Profile) -> Suggester:
    """Suggests as the profile's desk would, the starter set where there is none; makes no files.

    Raises `TemplateError` or `RecordsError` where the profile's files are broken.
    """
    from shopdesk.adapters.records import SqliteRecords
    from shopdesk.adapters.templates.starter import starter
    from shopdesk.adapters.templates.store import TinyTemplates

    learner = Learner()
    if profile.records.exists():
        records = SqliteRecords(profile.records)
        try:
            for answer in records.answered_before(None, LATELY):
                learner.learn(answer)
        finally:
            records.close()
    kept = profile.templates.exists()
    return Suggester(
        TinyTemplates(profile.templates, starter).all() if kept else starter(), learner
    )
