"""Which folder holds the copies of what we sent."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# What mail programs and providers call it where SPECIAL-USE (RFC 6154) does not tell, best first.
_KNOWN_NAMES = (
    *("Sent", "Sent Items", "Sent Messages", "Sent Mail", "Sent-Mail", "Sent Emails"),
    *("Отправленные", "Отправленные письма", "Надіслані", "Відправлені"),
    *("Đã gửi", "Thư đã gửi", "Mục đã gửi", "Các mục đã gửi"),
    *("Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Gesendete Nachrichten"),
    *("Envoyés", "Messages envoyés", "Éléments envoyés", "Courrier envoyé"),
    *("Enviados", "Elementos enviados", "Mensajes enviados", "Itens enviados", "Enviadas"),
    *("Inviati", "Posta inviata", "Inviata", "Elementi inviati"),
    *("Verzonden", "Verzonden items", "Wysłane", "Elementy wysłane", "Odeslané", "Odeslaná pošta"),
    *("Skickat", "Sendt", "Lähetetyt", "Gönderilmiş Öğeler", "Gönderilenler", "Trimise"),
    *("已发送", "已发送邮件", "已傳送", "寄件備份", "送信済み", "送信済みアイテム", "보낸편지함"),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A folder as the server lists it."""

    name: str
    """Decoded name."""
    delimiter: str
    """What parts its levels; empty when it has none."""
    flags: frozenset[str]
    """Its attributes in lower case, as `\\\\noselect` and `\\\\sent`."""

    @property
    def holds_mail(self) -> bool:
        """Whether it can be opened."""
        return self.flags.isdisjoint({"\\noselect", "\\nonexistent"})


def find_sent(folders: Sequence[Listed], prefix: str, chosen: str | None) -> str | None:
    """The name of the Sent folder, None when there is none.

    `chosen` is the owner's word and beats the server's; `prefix` is where the account's own
    folders live, as `INBOX.`.
    """
    usable = [f for f in folders if f.holds_mail]
    if chosen is not None:
        return next((f.name for f in usable if folded(f.name) == folded(chosen)), None)
    for folder in usable:
        if "\\sent" in folder.flags:
            return folder.name
    by_name = {folded(without(prefix, f.name)): f.name for f in reversed(usable)}
    return next((by_name[n] for n in map(folded, _KNOWN_NAMES) if n in by_name), None)


def prefix_of(folders: Iterable[Listed]) -> str:
    """Where folders live on a server that knows no NAMESPACE: below INBOX when all of them do."""
    others = [f for f in folders if f.name.upper() != "INBOX"]
    if others and all(f.delimiter and f.name[:6].upper() == f"INBOX{f.delimiter}" for f in others):
        return others[0].name[:6]
    return ""


def without(prefix: str, name: str) -> str:
    """The name below the prefix."""
    return name[len(prefix) :] if name.upper().startswith(prefix.upper()) else name


def folded(name: str) -> str:
    """As names are compared."""
    return unicodedata.normalize("NFC", name).casefold()
