"""Finding what was said: words made comparable, what is looked for, where it stands."""

from shopdesk.domain.search.excerpt import Excerpt, Reader
from shopdesk.domain.search.found import Found, Kind
from shopdesk.domain.search.roll import Roll
from shopdesk.domain.search.wanted import Wanted, wanted
from shopdesk.domain.search.words import stem, words

__all__ = ["Excerpt", "Found", "Kind", "Reader", "Roll", "Wanted", "stem", "wanted", "words"]
