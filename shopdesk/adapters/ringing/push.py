"""The owner's phones, through Apprise. No address is ever logged or shown: it may hold a key."""

from __future__ import annotations

import logging
import os
import re
from typing import TYPE_CHECKING

from shopdesk.adapters.secrets.keeping import SERVICE
from shopdesk.adapters.secrets.password import CommandFailed, first_line
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.errors import PhoneError, SecretMissing
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.settings import PasswordFrom, PasswordSource, Phones
from shopdesk.ports.world import Phone
from shopdesk.words import _

if TYPE_CHECKING:
    from apprise import Apprise

USER = "phone"
"""The user under which the keyring holds the addresses."""
TIMEOUT_S = 20.0
PACE_S = 0.5
_TITLE = 100
_BODY = 300
_STATUS = re.compile(r"error=(\d{3})\b")


class ApprisePhoneBook:
    """The phones of the settings. Apprise is loaded with the first note, not before."""

    def __init__(self, settings: Phones, timeout_s: float = TIMEOUT_S) -> None:
        self._settings = settings
        self._timeout_s = timeout_s

    def phones(self) -> tuple[Phone, ...]:
        """Those in the settings; may take half a minute. Raises `PhoneError`, `SecretMissing`."""
        try:
            from apprise import Apprise, AppriseAsset
        except ImportError as error:
            raise PhoneError(
                _(
                    "The phone is not told: that needs Apprise, which is not installed. Install "
                    'it with: pip install "shopdesk-inbox[push]"'
                ),
                passing=False,
            ) from error
        _hold_tongue()
        urls = list(self._settings.urls)
        if self._settings.secret is not None:
            urls += _kept(self._settings.secret).split()
        found: list[Phone] = []
        for number, url in enumerate(urls, 1):
            # no pictures from elsewhere, nothing kept on the disk
            asset = AppriseAsset(
                app_id="shopdesk",
                app_desc="shopdesk",
                app_url="",
                image_url_mask="",
                image_url_logo="",
                storage_mode="memory",
                service_timeout=self._timeout_s,
            )
            box = Apprise(asset=asset)
            if not box.add(url):
                found.append(_ApprisePhone(f"{number}", None))
                continue
            service = box[0]
            # Apprise waits five seconds between two notes; ours are few, grouped, and in a hurry
            service.request_rate_per_sec = PACE_S
            found.append(_ApprisePhone(f"{number} ({service.service_name})", box))
        return tuple(found)


class _ApprisePhone:
    """One address."""

    def __init__(self, name: str, box: Apprise | None) -> None:
        """`box` None: Apprise does not know such addresses."""
        self._name = name
        self._box = box

    @property
    def name(self) -> str:
        """Its place in the settings, and the service's name."""
        return self._name

    def push(self, note: Note) -> None:
        """Tell it; raises `PhoneError`."""
        if self._box is None:
            raise PhoneError(
                _(
                    "Phone {name} is not told: Apprise does not understand its address. Look at "
                    "`phone` under [ring] in the settings."
                ).format(name=self._name),
                passing=False,
            )
        from apprise import NotifyFormat, NotifyType

        kinds = {Severity.BURNING: NotifyType.FAILURE, Severity.HOT: NotifyType.WARNING}
        with _Overheard() as heard:
            told = self._box.notify(
                title=_tame(note.title, _TITLE),
                body=_tame(note.body, _BODY) or "-",
                notify_type=kinds.get(note.severity, NotifyType.INFO),
                body_format=NotifyFormat.TEXT,
            )
        if not told:
            raise PhoneError(self._why(heard.status))

    def _why(self, status: str) -> str:
        if status:
            return _("Phone {name} was not told: the service refused it ({status}).").format(
                name=self._name, status=status
            )
        return _("Phone {name} was not told: the service was not reached.").format(name=self._name)


class _Overheard(logging.Handler):
    """Picks the status of an answer out of what Apprise logs; the rest may hold the address."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.status = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep three digits at most."""
        if found := _STATUS.search(record.getMessage()):
            self.status = found[1]

    def __enter__(self) -> _Overheard:
        logging.getLogger("apprise").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("apprise").removeHandler(self)


def _hold_tongue() -> None:
    """What these libraries log holds addresses and customers' words, and would be painted."""
    for name in ("apprise", "urllib3", "requests"):
        logger = logging.getLogger(name)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _kept(source: PasswordSource) -> str:
    """The addresses, parted by blanks; raises `SecretMissing`."""
    if source.kind is PasswordFrom.COMMAND:
        try:
            return first_line(source.value)
        except CommandFailed as error:
            raise SecretMissing(
                _(
                    "There is no address of your phone from `phone_command`: {why}. Try the "
                    "command in a shell; the first line that it prints must be the address."
                ).format(why=error.why)
            ) from error
    if source.kind is PasswordFrom.ENVIRONMENT:
        if found := os.environ.get(source.value):
            return found
        raise SecretMissing(
            _(
                "There is no address of your phone: the environment variable {name} is not set. "
                "Set it before shopdesk starts."
            ).format(name=source.value)
        )
    return _from_keyring()


def _from_keyring() -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(SERVICE, USER)
    except (KeyringError, OSError) as error:
        raise SecretMissing(
            _(
                "The keyring did not give the address of your phone. Unlock it, or name a "
                "`phone_command` or a `phone_env` in the settings instead."
            )
        ) from error
    if found:
        return found
    raise SecretMissing(
        _(
            "The keyring holds no address of your phone. Put it there with: keyring set "
            "{service} {user}"
        ).format(service=SERVICE, user=USER)
    )


def _tame(text: str, longest: int) -> str:
    line = plain(text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
