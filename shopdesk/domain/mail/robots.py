"""Addresses behind which nobody reads."""

from __future__ import annotations

import re

from shopdesk.domain.patterns import compiled

_DAEMON = (
    r"(?:mailer-daemon|mail-daemon|maildaemon|mail-?delivery-?\w*|mdaemon|mail[._-]?system|"
    r"microsoftexchange[0-9a-f]{32})"
)
_POSTMASTER = (
    r"(?:post[._-]?master|mail[._-]?(?:master|adm\w*|admin\w*)|(?:system|mail)[._-]admin\w*|"
    r"mail-?bounce\w*|bounces?)(?:[+_-].*)?"
)
_NO_REPLY = (
    r"(?:.*[._+-])?(?:do[._-]?not|don[._-]?t|dont|no|non|never|ne|nao)[._-]?"
    r"(?:reply|replies|response|respond|responder|repondre|antworten)(?:[\d._+-].*)?|"
    r".*noreply"
)
_MACHINE = (
    r"(?:.*[._-])?(?:notifications?|notify|notifier|alerts?|mailer|automated|autoreply|"
    r"auto-?(?:reply|responder|confirm\w*|mail\w*)|robot|cron|daemon|unattended)"
    r"(?:[\d._+-].*)?|"
    r"(?:wordpress|www-data|apache|nobody|root|httpd|webserver|jenkins|nagios|zabbix|majordomo|"
    r"listserv|mailman|sympa)(?:[+-].*)?|"
    r"bounces?[+_-].*|.*-(?:bounces?|request)"
)
_MASS = (
    r"(?:.*[._-])?(?:newsletters?|marketing|promo(?:tion)?s?|mailing|campaigns?|digest)"
    r"(?:[\d._+-].*)?|(?:news|offers|deals)(?:[+-].*)?"
)
_LIST_MANAGER = r"owner-.*|.*-(?:owner|request|admin)"
_OFFICE = (
    r"(?:admin|info|support|service|hello|team|contact|messages?|msg|conversations?|updates?|mail|"
    r"system|reviews?|feedback|seller|sellers|help|forms?|form-submission|submissions?|orders?|"
    r"notification.*|via|chat|inbox|store|shop|bot|members?|business|order|account|accounts|"
    r"shipment|shipping|shipments|auto|transactions?|payments?|billing|invoices?|customer|"
    r"security|welcome|invitations?|invites?|jobs|e-?mails?|delivery|post|sales|office|returns?|sms|app|web|www|sysadmin)"
    r"(?:[\d._+-].*)?"
)


def is_daemon(local: str) -> bool:
    """Whether it is a mail server's own sender, by what stands before the `@`."""
    return _is(_DAEMON, local)


def is_postmaster(local: str) -> bool:
    """Whether it belongs to whoever runs a mail server: a daemon, or sometimes a person."""
    return _is(_POSTMASTER, local)


def is_mass_sender(local: str) -> bool:
    """Whether it says that it sends to many."""
    return _is(_MASS, local)


def is_robot(address: str) -> bool:
    """Whether an answer to the address reaches nobody; also for one that is none."""
    local, mark, _ = address.partition("@")
    if not mark or not local:
        return True
    return any(_is(pattern, local) for pattern in (_NO_REPLY, _MACHINE, _DAEMON, _POSTMASTER))


def is_list_manager(address: str) -> bool:
    """Whether RFC 3834 forbids a machine to answer: whoever runs a list, a person or not."""
    return _is(_LIST_MANAGER, address.partition("@")[0])


def is_machine(address: str) -> bool:
    """Whether a program writes from the address; a postmaster may be a person."""
    local = address.partition("@")[0]
    return _is(_NO_REPLY, local) or _is(_MACHINE, local)


def is_office(address: str) -> bool:
    """Whether it is a company's rather than one person's."""
    return is_robot(address) or _is(_OFFICE, address.partition("@")[0])


def _is(pattern: str, local: str) -> bool:
    return compiled(pattern, re.IGNORECASE).fullmatch(local) is not None
