"""What commands without a board are made with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.desk.answering.templates import Shelf
from shopdesk.desk.receiving.insight import Insight, insight
from shopdesk.domain.answer.reply import bare_subject
from shopdesk.domain.answer.suggest import Asked, Suggester, Suggestion
from shopdesk.domain.mail.message import Message
from shopdesk.ports.mail import BounceReader, MailReader
from shopdesk.ports.templates import TemplateFiles

if TYPE_CHECKING:
    pass
from shopdesk.bootstrap import Profile, make_folder, products_of, settings_in
from shopdesk.bootstrap.suggesting import suggester


@dataclass(frozen=True, slots=True)
class Inspector:
    """What reads mails for somebody who looks at the reading."""

    reader: MailReader
    """Takes a mail apart."""
    bounces: BounceReader
    """Says whom a returned mail did not reach."""
    own_addresses: frozenset[str]
    """The shop's, in lower case."""
    suggester: Suggester
    """Knows the profile's templates, or the starter set, and what was answered of late."""
    language: str
    """The shop's."""

    def mails(self, file: Path) -> Iterator[bytes]:
        """The mails in a file; raises `FileTrouble`."""
        from shopdesk.adapters.mailfiles import mails_in

        return mails_in(file)

    def insight(self, message: Message, raw: bytes) -> Insight:
        """Everything that is told from the mail alone."""
        return insight(message, raw, self.bounces, self.own_addresses)

    def suggestions(self, message: Message, found: Insight) -> tuple[Suggestion, ...]:
        """All templates, the likeliest answer to the mail first."""
        person = found.person
        subject = bare_subject(message.subject)
        asked = Asked(subject, person.words, person.category, person.language)
        return self.suggester.likeliest(asked)


def inspector(profile: Profile) -> Inspector:
    """Reads as the profile's desk would, where there is one.

    Raises `ConfigError`, `TemplateError` or `RecordsError` where the profile's files are broken.
    """
    from shopdesk.adapters.bounces import BounceReader
    from shopdesk.adapters.mime import MimeReader

    own: frozenset[str] = frozenset()
    language = "en"
    if profile.config.exists():
        settings = settings_in(profile.config, for_mail=False)
        language = settings.shop.language
        own = frozenset(address for box in settings.mailboxes for address in box.addresses)
    return Inspector(MimeReader(), BounceReader(), own, suggester(profile), language)


@dataclass(frozen=True, slots=True)
class Drawer:
    """What the command line works on templates with."""

    shelf: Shelf
    """The templates."""
    files: TemplateFiles
    """The way from and to files."""
    edit: Callable[[str], str]
    """The text as the owner's editor leaves it; raises `FileTrouble`."""
    language: str
    """The shop's."""
    folder: Path
    """The profile's."""


def drawer(profile: Profile) -> Drawer:
    """The profile's templates without the rest of a desk.

    There need be no settings yet; those that are there are checked: raises `ConfigError`.
    """
    import os

    from shopdesk.adapters.owner.editor import edited
    from shopdesk.adapters.owner.files import OwnerFiles
    from shopdesk.adapters.templates.files import OwnersTemplateFiles
    from shopdesk.adapters.templates.liquid import LiquidFiller
    from shopdesk.adapters.templates.starter import starter
    from shopdesk.adapters.templates.store import TinyTemplates

    settings = settings_in(profile.config, for_mail=False) if profile.config.exists() else None
    make_folder(profile)
    templates = TinyTemplates(profile.templates, starter)
    shelf = Shelf(templates, LiquidFiller(), OwnerFiles(), products_of(profile, settings))
    return Drawer(
        shelf,
        OwnersTemplateFiles(),
        lambda text: edited(text, os.environ, suffix=".md"),
        settings.shop.language if settings else "en",
        profile.folder,
    )
