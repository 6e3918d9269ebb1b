"""What the account's folders are for, where SPECIAL-USE (RFC 6154) tells and where it does not."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.adapters.imap.sent import Listed, folded, without
from shopdesk.ports.mail import Haunt

_TRASH = (
    *("Trash", "Deleted Items", "Deleted Messages", "Deleted", "Bin", "Rubbish"),
    *("Корзина", "Удаленные", "Удалённые", "Кошик", "Видалені"),
    *("Thùng rác", "Đã xóa", "Đã xoá", "Mục đã xóa", "Các mục đã xóa"),
    *("Papierkorb", "Gelöschte Elemente", "Corbeille", "Éléments supprimés", "Papelera"),
    *("Elementos eliminados", "Lixeira", "Itens excluídos", "Cestino", "Posta eliminata"),
    *("Prullenbak", "Verwijderde items", "Kosz", "Elementy usunięte", "Koš", "Papperskorgen"),
    *("Çöp Kutusu", "Silinmiş Öğeler", "已删除", "已删除邮件", "垃圾桶", "ゴミ箱", "휴지통"),
)
_JUNK = (
    *("Junk", "Spam", "Junk E-mail", "Junk Email", "Junk Mail", "Bulk Mail", "Bulk"),
    *("Спам", "Нежелательная почта", "Небажана пошта", "Thư rác", "Thư spam", "Email rác"),
    *("Junk-E-Mail", "Spamverdacht", "Courrier indésirable", "Indésirables", "Correo no deseado"),
    *("Lixo Eletrônico", "Lixo eletrónico", "Posta indesiderata", "Ongewenste e-mail"),
    *("Wiadomości-śmieci", "Niechciane", "Nevyžádaná pošta", "Skräppost", "Gereksiz"),
    *("垃圾邮件", "垃圾郵件", "迷惑メール", "스팸메일함", "스팸편지함"),
)
_NAMES = {folded(name): Haunt.TRASH for name in _TRASH} | {
    folded(name): Haunt.JUNK for name in _JUNK
}
_FLAGS = {"\\trash": Haunt.TRASH, "\\junk": Haunt.JUNK, "\\spam": Haunt.JUNK}
_LEAST_LIKELY = frozenset({"\\drafts", "\\sent"})


def haunt(folder: Listed, prefix: str, told: frozenset[str]) -> Haunt:
    """What a mail in the folder has come to. `told` are the uses that the server tells at all:
    where it names its Trash, another folder that is called so is none."""
    for flag, what in _FLAGS.items():
        if flag in folder.flags:
            return what
    named = _NAMES.get(folded(without(prefix, folder.name)), Haunt.ELSEWHERE)
    if named in {_FLAGS[flag] for flag in told & _FLAGS.keys()}:
        return Haunt.ELSEWHERE
    return named


def all_mail(folders: Sequence[Listed]) -> str | None:
    """The folder that holds every mail, where there is one."""
    return next((f.name for f in folders if f.holds_mail and "\\all" in f.flags), None)


def searched(folders: Sequence[Listed], prefix: str) -> list[tuple[Listed, Haunt]]:
    """Every folder that a mail may have been moved to, the likeliest first.

    All mail comes last: what lies in it lies nowhere else, or it would have been found before.
    """
    told = frozenset[str]().union(*(f.flags for f in folders))
    found = [(f, haunt(f, prefix, told)) for f in folders if f.holds_mail]

    def rank(entry: tuple[Listed, Haunt]) -> int:
        folder, what = entry
        if what is not Haunt.ELSEWHERE:
            return 0
        if "\\archive" in folder.flags:
            return 1
        if "\\all" in folder.flags:
            return 3
        return 4 if folder.flags & _LEAST_LIKELY else 2

    return sorted(found, key=rank)
