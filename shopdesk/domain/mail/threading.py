"""Which mails belong to one conversation.

Three things join two mails, and a subject is none of them:

- References and In-Reply-To, whoever wrote;
- the same contact about the same order, within thirty days of each other;
- our own token: what stands before the `@` in a Message-ID of ours. It holds 64 random bits, so
  whoever names it has seen that mail, even where References were lost on the way.

All that is so joined is one conversation. That is the same in whatever order the mails come.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from shopdesk.domain.mail.addresses import folded as folded

WITHIN = timedelta(days=30)
"""How far apart two mails of one contact about one order may be."""
LOOKED_AT = 200_000
"""Characters of a text that are searched for a token of ours."""

_TOKEN = re.compile(r"(?<![\w.-])(sd\.\d{1,18}\.[0-9a-f]{16})@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Threadable:
    """What a mail says about the conversation that it belongs to."""

    message_id: str
    """Without brackets; empty when it has none."""
    references: tuple[str, ...] = ()
    """References and In-Reply-To, oldest first, without brackets."""
    contact: str = ""
    """Address of the customer; empty for automatic mail, which an order number joins to nothing."""
    order_numbers: tuple[str, ...] = ()
    """Those named in it."""
    at: datetime | None = None
    """When it came; without it, an order number joins it to nothing."""
    tokens: tuple[str, ...] = ()
    """Our own tokens that its text quotes, as `tokens` finds them."""
    people: frozenset[str] = frozenset()
    """Addresses in From, Reply-To, To and Cc."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A Message-ID that leads to a conversation which the records hold."""

    message_id: str
    """The id that was asked for."""
    conversation: int
    """Where it leads."""
    own: bool
    """The conversation holds that very message, and does not only refer to it."""
    contacts: frozenset[str] = frozenset()
    """Addresses of the conversation's customer."""


def tokens(text: str) -> tuple[str, ...]:
    """Our own tokens in a text, each once, in lower case."""
    return tuple(dict.fromkeys(found.lower() for found in _TOKEN.findall(text[:LOOKED_AT])))


def links(mail: Threadable) -> tuple[str, ...]:
    """The Message-IDs that join the mail to others, its own one last.

    Some programs put the address of the person they answer where a Message-ID belongs.
    """
    people = {folded(address) for address in mail.people}
    ids = (*mail.references, mail.message_id)
    return tuple(dict.fromkeys(i for i in ids if i and folded(i) not in people))


def conversations(mails: Sequence[Threadable]) -> list[int]:
    """The conversation of each mail, numbered from 1 as they first appear."""
    sets = _Sets()
    senders = _senders(mails)
    for position, mail in enumerate(mails):
        for node in _nodes(mail, senders):
            sets.join(position, node)
    for one, other in _about_one_order(mails):
        sets.join(one, other)
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(sets.find(n), len(numbers) + 1) for n in range(len(mails))]


def together(
    mail: Threadable, leads: Iterable[Lead], about_order: Sequence[int] = ()
) -> tuple[int, ...]:
    """The conversations that the mail joins to one, the likeliest first; empty: a new one.

    `leads` are those of `links(mail)` and of its tokens, `about_order` the conversations with its
    contact about its order.
    """
    order = {id: position for position, id in enumerate(links(mail))}
    strongest = sorted(
        _trusted(mail, tuple(leads)),
        key=lambda lead: (lead.own, order.get(lead.message_id, -1), lead.conversation),
        reverse=True,
    )
    return tuple(dict.fromkeys((*(lead.conversation for lead in strongest), *about_order)))


def _trusted(mail: Threadable, leads: tuple[Lead, ...]) -> Iterable[Lead]:
    """Without ids that say nothing: two customers' mails can bear one Message-ID.

    Programs that give every mail the same are rare, but one of them must not show a customer what
    another wrote.
    """
    holders: dict[str, set[int]] = defaultdict(set)
    for lead in leads:
        if lead.own:
            holders[lead.message_id].add(lead.conversation)
    concerned = {folded(address) for address in (mail.contact, *mail.people) if address}
    for lead in leads:
        ambiguous = len(holders[lead.message_id]) > 1 or lead.message_id == mail.message_id
        if not lead.own or not ambiguous or lead.contacts & concerned:
            yield lead


def _senders(mails: Iterable[Threadable]) -> Mapping[str, frozenset[str]]:
    """Contacts of the mails that bear a Message-ID, where they are several."""
    found: dict[str, set[str]] = defaultdict(set)
    for mail in mails:
        if mail.message_id and mail.contact:
            found[mail.message_id].add(folded(mail.contact))
    return {id: frozenset(contacts) for id, contacts in found.items() if len(contacts) > 1}


def _nodes(mail: Threadable, senders: Mapping[str, frozenset[str]]) -> Iterable[Hashable]:
    """What the mail has in common with others of its conversation."""
    for id in links(mail):
        if (several := senders.get(id)) is None:
            yield "id", id
            continue
        people = {folded(address) for address in (mail.contact, *mail.people)}
        yield from (("id", id, one) for one in sorted(several & people))
    named = tokens(" ".join(f"{id}@" for id in (*mail.references, mail.message_id)))
    yield from (("token", token) for token in (*named, *mail.tokens))


def _about_one_order(mails: Sequence[Threadable]) -> Iterable[tuple[int, int]]:
    """Pairs of one contact and one order, each with the next in time."""
    about: dict[tuple[str, str], list[tuple[datetime, int]]] = defaultdict(list)
    for position, mail in enumerate(mails):
        if mail.contact and mail.at is not None:
            for number in mail.order_numbers:
                about[folded(mail.contact), number.casefold()].append((mail.at, position))
    for dated in about.values():
        for (earlier, one), (later, other) in pairwise(sorted(dated)):
            if later - earlier <= WITHIN:
                yield one, other


class _Sets:
    """Disjoint sets of whatever was joined (union-find): a loop of references ends like any."""

    def __init__(self) -> None:
        self._parents: dict[Hashable, Hashable] = {}

    def find(self, thing: Hashable) -> Hashable:
        """One of the set's things, the same for all of it."""
        root = thing
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while thing != root:
            self._parents[thing], thing = root, self._parents.get(thing, root)
        return root

    def join(self, one: Hashable, other: Hashable) -> None:
        """Make one set of two."""
        self._parents[self.find(one)] = self.find(other)
