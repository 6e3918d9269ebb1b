"""Finding what was said: words made comparable, what is looked for, where it stands."""

from shopdesk.domain.guests.search.excerpt import Excerpt, Reader
from shopdesk.domain.guests.search.found import Found, Kind
from shopdesk.domain.guests.search.roll import Roll
from shopdesk.domain.guests.search.wanted import Wanted, wanted
from shopdesk.domain.guests.search.words import stem, words

__all__ = ["Excerpt", "Found", "Kind", "Reader", "Roll", "Wanted", "stem", "wanted", "words"]
