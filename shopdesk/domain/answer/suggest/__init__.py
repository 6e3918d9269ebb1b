"""Which templates answer a mail most likely.

On the first day by the words that customers use for what each starter template answers, and by the
owner's own tags, titles and texts; from then on also by which template answered which mail.
"""

from __future__ import annotations

from shopdesk.domain.answer.suggest.learned import Asked, Learner, PastAnswer
from shopdesk.domain.answer.suggest.suggester import Suggester, Suggestion

__all__ = ["Asked", "Learner", "PastAnswer", "Suggester", "Suggestion"]
