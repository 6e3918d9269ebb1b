"""What a customer writes about, with the reason; unsure is `other`."""

from __future__ import annotations

from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.triage import words_of_customers as vocabulary
from shopdesk.domain.triage.contact import Contact
from shopdesk.domain.triage.phrases import Phrases, Text
from shopdesk.words import _

LOOKED_AT = 4_000
"""Characters of a text that the rules look at."""
HAPPY_STARS = 4
"""Of five, from which on a review is praise."""

_RULES = tuple(
    (category, Phrases(phrases))
    for category, phrases in (
        (Category.COMPLAINT, vocabulary.COMPLAINT),
        (Category.OTHER, vocabulary.ACCOUNT),
        (Category.ORDER, vocabulary.CHANGE),
        (Category.RETURN, vocabulary.RETURN),
        (Category.PRE_SALE, vocabulary.PRE_SALE),
        (Category.ORDER, vocabulary.PAYMENT),
        (Category.DELIVERY, vocabulary.DELIVERY),
        (Category.PRE_SALE, vocabulary.ASKING),
        (Category.PRAISE, vocabulary.PRAISE),
    )
)
"""In the order in which they are tried: what is most urgent, then what is most exact."""
_PRAISE = Phrases(vocabulary.PRAISE)
_COMPLAINT = Phrases(vocabulary.COMPLAINT)


def category(subject: str, new_text: str) -> Category:
    """What the customer writes about, by the first rule that knows."""
    return categorise(subject, new_text)[0]


def categorise(subject: str, new_text: str) -> tuple[Category, str]:
    """What the customer writes about, and why, as a sentence for the owner."""
    text = Text(f"{subject}\n{new_text}"[:LOOKED_AT])
    for kind, phrases in _RULES:
        if said := phrases.found(text):
            return kind, _("It says “{words}”.").format(words=" ".join(said.split()))
    return Category.OTHER, _("Nothing in it says what it is about.")


def of_review(contact: Contact, text: str) -> tuple[Category, str]:
    """Praise or complaint: the stars decide, then the words; in doubt somebody is unhappy."""
    if contact.stars is not None:
        happy = contact.stars >= HAPPY_STARS
        said = _("The review gives {stars} of 5 stars.").format(stars=contact.stars)
        return (Category.PRAISE if happy else Category.COMPLAINT), said
    words = Text((contact.text or text)[:LOOKED_AT])
    if (pleased := _PRAISE.found(words)) and not _COMPLAINT.found(words):
        return Category.PRAISE, _("The review says “{words}”.").format(words=pleased)
    return Category.COMPLAINT, _("It is a review in public; nothing in it says that it is praise.")
