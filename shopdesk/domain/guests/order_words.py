"""How shops and marketplaces say where an order stands, in our words."""

from __future__ import annotations

import re
from functools import lru_cache

from shopdesk.domain.folding import fold
from shopdesk.domain.guests.order import OrderStatus

_YES = frozenset({"yes", "true", "1", "y", "да", "co", "x", "ok"})
_NO = frozenset({"no", "false", "0", "n", "нет", "khong", "-", "none", "null"})

# In this order: a sentence that says two things is of the later state. Folded text is looked at,
# so ё is е, й is и, and Vietnamese has no marks.
_WORDS: tuple[tuple[OrderStatus, str], ...] = (
    (
        OrderStatus.REFUNDED,
        r"\b(?:fully[ _-])?refunded\b|^refund$|возвращены (?:деньги|средства)|да hoan tien|"
        r"^da hoan tien|hoan tien|деньги возвращены|возмещен",
    ),
    (
        OrderStatus.CANCELLED,
        r"cancel|\bvoid(?:ed)?\b|declined|^failed$|\btrash\b|отмен|аннулир|\bhuy\b|da huy|"
        r"\bannul|storniert|abgelehnt",
    ),
    (
        OrderStatus.RETURNED,
        r"\breturn(?:ed|s)?\b|^возвра[тщ]|возвращен|hoan thanh cong|chuyen hoan|tra hang|"
        r"da hoan(?! tat| thanh)|hoan hang|tra lai|не забрал|невыкуп",
    ),
    (
        OrderStatus.DELIVERED,
        r"\bdelivered\b|^complet|^доставлен|получен|выполнен|заверш|вручен|выдан|"
        r"giao (?:hang )?thanh cong|da giao(?: hang)?$|da giao hang|hoan tat|hoan thanh|"
        r"da nhan|da doi soat|zugestellt|livre",
    ),
    (
        OrderStatus.PARTLY_SHIPPED,
        r"part(?:ial|ly|ially)?[ _-]*(?:ship|fulfil)|^partial$|частично (?:отгру|отправ)|"
        r"giao mot phan",
    ),
    (
        OrderStatus.PENDING,
        r"pending|on[ _-]?hold|await\w* payment|unpaid|authori[sz]ed|partially[ _-]?paid|"
        r"не оплач|ожида\w+ оплат|частично оплач|cho thanh toan|chua thanh toan|"
        r"cho xac nhan|cho xu ly|^new$|^новый|^moi|draft|chua xac nhan|dat hang$",
    ),
    (
        OrderStatus.PAID,
        r"unfulfilled|unshipped|not[ _-]?shipped|await\w* (?:ship|fulfil|dispatch|collection)|"
        r"ready to ship|to be (?:shipped|sent)|ожидает|в обработке|обрабатыва|собира|сборк|"
        r"комплект|принят|готов|cho lay hang|cho giao|cho dong goi|dong goi|cho van chuyen|"
        r"processing|dang xu ly|da xac nhan|dang chuan bi",
    ),
    (
        OrderStatus.SHIPPED,
        r"shipp|fulfilled|dispatch|in[ _-]transit|out for delivery|отправлен|отгружен|в пути|"
        r"доставляется|передан|доставке|dang giao|dang van chuyen|dang chuyen|van chuyen|"
        r"da lay hang|da gui|da xuat kho|versandt|verschickt|expedie|delivering",
    ),
    (
        OrderStatus.PAID,
        r"\bpaid\b|оплачен|da thanh toan|confirmed|подтвержд|^open$|bezahlt|partially[ _-]?refunded"
        r"|^active$|payment received|paid",
    ),
)
_COMPILED = tuple((status, re.compile(pattern.replace("й", "и"))) for status, pattern in _WORDS)


def is_yes(text: str) -> bool:
    """Whether a yes/no cell says yes; a date in it is a yes too."""
    said = fold(text.strip())
    return bool(said) and said not in _NO and (said in _YES or any(c.isdigit() for c in said))


def is_no(text: str) -> bool:
    """Whether a yes/no cell says no."""
    return fold(text.strip()) in _NO


@lru_cache(maxsize=4096)
def status_in(words: str) -> OrderStatus:
    """What one phrase says."""
    said = " ".join(fold(words[:200]).split()).removeprefix("wc-")
    if not said:
        return OrderStatus.UNKNOWN
    return next((s for s, pattern in _COMPILED if pattern.search(said)), OrderStatus.UNKNOWN)


_FOR_CUSTOMERS: dict[str, dict[OrderStatus, str]] = {
    "en": {
        OrderStatus.PENDING: "waiting for your payment",
        OrderStatus.PAID: "being prepared",
        OrderStatus.PARTLY_SHIPPED: "partly on its way",
        OrderStatus.SHIPPED: "on its way",
        OrderStatus.DELIVERED: "delivered",
        OrderStatus.CANCELLED: "cancelled",
        OrderStatus.REFUNDED: "refunded",
        OrderStatus.RETURNED: "back with us",
    },
    "vi": {
        OrderStatus.PENDING: "đang chờ thanh toán",
        OrderStatus.PAID: "đang được chuẩn bị",
        OrderStatus.PARTLY_SHIPPED: "đã gửi một phần",
        OrderStatus.SHIPPED: "đang trên đường giao",
        OrderStatus.DELIVERED: "đã giao",
        OrderStatus.CANCELLED: "đã hủy",
        OrderStatus.REFUNDED: "đã hoàn tiền",
        OrderStatus.RETURNED: "đã trả lại",
    },
    "ru": {
        OrderStatus.PENDING: "ожидает оплаты",
        OrderStatus.PAID: "готовится к отправке",
        OrderStatus.PARTLY_SHIPPED: "частично отправлен",
        OrderStatus.SHIPPED: "в пути",
        OrderStatus.DELIVERED: "доставлен",
        OrderStatus.CANCELLED: "отменён",
        OrderStatus.REFUNDED: "отменён, деньги возвращены",
        OrderStatus.RETURNED: "вернулся к нам",
    },
}


def told(status: OrderStatus, language: str) -> str:
    """As a customer is told, in "your order is …"; empty where nothing is known."""
    return _FOR_CUSTOMERS.get(language[:2], _FOR_CUSTOMERS["en"]).get(status, "")


_SETTLED = (OrderStatus.CANCELLED, OrderStatus.REFUNDED, OrderStatus.RETURNED)
_PROGRESS = (
    OrderStatus.UNKNOWN,
    OrderStatus.PENDING,
    OrderStatus.PAID,
    OrderStatus.PARTLY_SHIPPED,
    OrderStatus.SHIPPED,
    OrderStatus.DELIVERED,
)


@lru_cache(maxsize=4096)
def status_of(
    state: str,
    payment: str,
    delivery: str,
    *,
    cancelled: bool,
    paid: bool,
    shipped: bool,
    delivered: bool,
) -> OrderStatus:
    """Where the order stands, from what its columns say.

    Whoever has sent a parcel counts as farther than whoever was paid; cancelled and refunded end
    all of it. The truth values are of columns that hold a day or a yes.
    """
    said = [status_in(state), status_in(payment), status_in(delivery)]
    if cancelled:
        said.append(OrderStatus.CANCELLED)
    for settled in _SETTLED:
        if settled in said:
            return settled
    said += [
        status
        for status, so in (
            (OrderStatus.PAID, paid),
            (OrderStatus.SHIPPED, shipped),
            (OrderStatus.DELIVERED, delivered),
        )
        if so
    ]
    if OrderStatus.PENDING in said and not shipped and OrderStatus.SHIPPED not in said:
        # an unpaid order is "unfulfilled" too, which is no word about money
        rest = [s for s in said if s not in (OrderStatus.PAID, OrderStatus.UNKNOWN)]
        if not paid and status_in(payment) is not OrderStatus.PAID:
            return max(rest, key=_PROGRESS.index)
    return max(said, key=_PROGRESS.index)
