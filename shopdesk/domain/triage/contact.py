"""Who the customer is: the person behind a mail, also where a form or a marketplace sent it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.mail.forms import (
    Form,
    address_in,
    is_form_said,
    is_labelled,
    is_registration,
    is_sale,
    read_form,
)
from shopdesk.domain.mail.lookalikes import imitated, is_same_site
from shopdesk.domain.mail.message import Address, Message
from shopdesk.domain.mail.notices import Host, Notice, host_of, read_notice
from shopdesk.domain.mail.robots import is_office, is_robot
from shopdesk.words import _

_CHANNELS = {
    Host.MARKETPLACE: Channel.MARKETPLACE,
    Host.SOCIAL: Channel.SOCIAL,
    Host.REVIEW: Channel.SOCIAL,
    Host.CHAT: Channel.CHAT,
    Host.MIXED: Channel.CHAT,
}
_VOICE = re.compile(
    r"\b(?:voice ?mail|voice message|missed call)\b|пропущенный (?:вызов|звонок)|"
    r"голосовое сообщение|cuộc gọi nhỡ|thư thoại",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\+?\d[\d\s().-]{6,18}\d")
_GROUP = re.compile(r"^(['\"]?)(?P<name>.+?)\1\s+(?:via|qua|через)\s+\S.*$", re.IGNORECASE)
_HEAD, _TAIL = 400, 600


@dataclass(frozen=True, slots=True)
class Contact:
    """The person who waits, and how the words came."""

    name: str
    """As the person signs, or is called where it was written; may be empty."""
    email: str
    """Where an answer reaches the person; empty where none by mail does."""
    channel: Channel
    """How the words came."""
    text: str = ""
    """The person's own words where a form or notice stands around them; else empty."""
    review: bool = False
    """A review in public: complaint or praise, and answered in public too."""
    stars: int | None = None
    """Of five, for a review that says so."""


def customer(message: Message, own: frozenset[str]) -> Contact:
    """The person behind a mail. `own` are the shop's addresses, in lower case.

    For automatic mail it is whoever sent it.
    """
    return person_elsewhere(message, own) or Contact(*_sender(message, own), channel=Channel.EMAIL)


@lru_cache(maxsize=2)
def person_elsewhere(message: Message, own: frozenset[str]) -> Contact | None:
    """The person behind a form, a notice, a chat or a missed call; None for ordinary mail.

    Kept for the mail at hand, about which several ask in turn.
    """
    form = _form(message, own)
    if form is not None:
        return _of_form(message, form, own)
    if (notice := read_notice(message)) is not None:
        return _of_notice(message, notice, own)
    if is_robot(message.sender.email) and _VOICE.search(message.subject):
        return _caller(message, own)
    return _named_in_our_own(message, own)


def warnings(message: Message, own: frozenset[str]) -> tuple[str, ...]:
    """What makes the sender doubtful, as sentences for the owner; mostly none."""
    found: list[str] = []
    sender, contact = message.sender, customer(message, own)
    domain = sender.email.rpartition("@")[2].lower()
    other = bool(contact.email) and contact.email.lower() != sender.email.lower()
    if contact.channel is Channel.EMAIL and other and sender.email.lower() not in own:
        found.append(
            _("Answers go to {answer}, not to the sender {sender}.").format(
                answer=contact.email, sender=sender.email or _("(none)")
            )
        )
    shown = address_in(sender.name)
    if shown and not is_same_site(shown.rpartition("@")[2].lower(), domain):
        found.append(
            _("The sender is called {shown}, but writes from {sender}.").format(
                shown=shown, sender=sender.email or _("(none)")
            )
        )
    domains = frozenset(address.rpartition("@")[2] for address in own)
    for doubtful in dict.fromkeys((domain, contact.email.rpartition("@")[2].lower())):
        if original := imitated(doubtful, domains):
            found.append(
                _("{domain} looks like {original}, but is not.").format(
                    domain=doubtful, original=original
                )
            )
    return tuple(found)


def _form(message: Message, own: frozenset[str]) -> Form | None:
    """The form in the mail, where there is reason to take it for one."""
    text = message.text
    sender = message.sender.email.lower()
    machine = sender in own or is_robot(sender)
    answer = message.reply_to.email.lower() if message.reply_to else ""
    elsewhere = bool(answer) and answer != sender and answer not in own
    if not (machine or elsewhere or is_labelled(text)):
        return None
    said = is_form_said(message.subject) or is_form_said(f"{text[:_HEAD]}\n{text[-_TAIL:]}")
    form = read_form(text)
    if form is None or is_sale(message.subject, text):
        return None
    if not (form.asks and form.text) and is_registration(message.subject, text):
        return None
    reachable = bool(form.email or form.phone or (elsewhere and not is_robot(answer)))
    named = bool(form.name or form.phone)
    if said and (machine or elsewhere or form.leading):
        whole = reachable and (form.asks or named)
    elif machine or (elsewhere and form.email.lower() == answer):
        whole = reachable and form.asks and bool(form.email or named)
    else:
        # Anybody may list a name and an address: only a whole form, and nothing above, is one.
        whole = not form.above and form.asks and bool(form.email and form.name and form.text)
    return form if whole else None


def _of_form(message: Message, form: Form, own: frozenset[str]) -> Contact:
    """Reply-To before the field: the form's program filled it in, and checked it."""
    answers = (message.reply_to.email if message.reply_to else "", form.email)
    usable = (a for a in answers if a and a.lower() not in own and not is_robot(a))
    email = next(usable, "")
    reply_name = message.reply_to.name if message.reply_to else ""
    sender = message.sender
    if not email and sender.email.lower() not in own and not is_robot(sender.email):
        email = "" if form.phone else sender.email
    name = form.name or ("" if "@" in reply_name else reply_name)
    host = host_of(sender.email.rpartition("@")[2].lower())
    return Contact(name, email, Channel.CHAT if host is Host.CHAT else Channel.FORM, form.text)


def _of_notice(message: Message, notice: Notice, own: frozenset[str]) -> Contact:
    answer = message.reply_to.email if message.reply_to else ""
    if not answer and notice.relayed:
        answer = message.sender.email
    reachable = answer and answer.lower() not in own and not is_robot(answer)
    fields = read_form(message.text) if notice.host is Host.CHAT else None
    return Contact(
        name=notice.name or (fields.name if fields else ""),
        email=answer if reachable else (fields.email if fields else ""),
        channel=_CHANNELS[notice.host],
        text=notice.text or (fields.text if fields and fields.asks else ""),
        review=notice.host is Host.REVIEW,
        stars=notice.stars,
    )


def _named_in_our_own(message: Message, own: frozenset[str]) -> Contact | None:
    """The one person named in a mail of ours to ourselves: a form with labels that we do not know.

    A copy of an answer names people too, but it went to them.
    """
    ours = message.sender.email.lower() in own
    if not ours or any(a.email.lower() not in own for a in message.to):
        return None
    if is_sale(message.subject, message.text) or is_registration(message.subject, message.text):
        return None
    lines = message.new_text[: _HEAD + _TAIL].split("\n")
    found = {address_in(line).lower() for line in lines} - own - {""}
    people = [email for email in found if not is_office(email)]
    return Contact("", people[0], Channel.FORM) if len(people) == 1 else None


def _caller(message: Message, own: frozenset[str]) -> Contact:
    number = _NUMBER.search(message.subject) or _NUMBER.search(message.text[:_HEAD])
    answer = message.reply_to.email if message.reply_to else ""
    usable = answer and answer.lower() not in own and not is_robot(answer)
    return Contact(number[0].strip() if number else "", answer if usable else "", Channel.PHONE)


def _sender(message: Message, own: frozenset[str]) -> tuple[str, str]:
    """Name and address of whoever wrote an ordinary mail."""
    candidates = [message.sender]
    if message.reply_to is not None and message.reply_to.email:
        candidates.insert(0, message.reply_to)
    # A group passes mail on in its own name, and says here whose it was.
    original = address_in(message.header("x-original-sender"))
    if original and original.lower() not in own:
        candidates.insert(0, Address("", original))
    usable = [a for a in candidates if a.email.lower() not in own]
    chosen = next(iter(usable), message.author)
    name = chosen.name or message.sender.name
    group = _GROUP.match(name)
    return (group["name"] if group else name), chosen.email
