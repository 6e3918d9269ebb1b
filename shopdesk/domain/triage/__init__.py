"""First sorting of a mail: is a person waiting, what about, in which language, which order.

Rules that hold without knowing the shop. Where they do not know, they say so: an `other` costs the
owner a glance, a wrong guess costs a customer.
"""

from shopdesk.domain.folding import fold
from shopdesk.domain.triage.categories import categorise, category, of_review
from shopdesk.domain.triage.courtesy import only_thanks
from shopdesk.domain.triage.languages import language
from shopdesk.domain.triage.learning import Categoriser, Correction, words_in
from shopdesk.domain.triage.machines import automatic, may_answer_automatically, verdict
from shopdesk.domain.triage.numbers import order_number, order_numbers
from shopdesk.domain.triage.senders import SenderRule, corrected, rule_key, rule_keys
from shopdesk.domain.triage.verdicts import Verdict

__all__ = [
    "Categoriser",
    "Correction",
    "SenderRule",
    "Verdict",
    "automatic",
    "categorise",
    "category",
    "corrected",
    "fold",
    "language",
    "may_answer_automatically",
    "of_review",
    "only_thanks",
    "order_number",
    "order_numbers",
    "rule_key",
    "rule_keys",
    "verdict",
    "words_in",
]
