"""What customers' words say: category, language, order number, thanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.triage import (
    categorise,
    category,
    fold,
    language,
    of_review,
    only_thanks,
    order_number,
    order_numbers,
)
from shopdesk.domain.triage.contact import Contact


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The left shoe is damaged.", Category.COMPLAINT),
        ("This is the second mail. Still no answer!", Category.COMPLAINT),
        ("It doesn’t work", Category.COMPLAINT),
        ("The tea arrived, but one tin is missing and I want a refund", Category.COMPLAINT),
        ("The shoes are too small, I'd like to exchange them", Category.RETURN),
        ("I want my money back", Category.RETURN),
        ("Where is my order #1042?", Category.DELIVERY),
        ("My parcel has not arrived", Category.DELIVERY),
        ("How long does shipping to Leeds take?", Category.DELIVERY),
        ("Please cancel my order 1042", Category.ORDER),
        ("Can you change the delivery address?", Category.ORDER),
        ("I was charged twice", Category.ORDER),
        ("Can you send the invoice to my accountant?", Category.ORDER),
        ("Do you have the brown brogues in size 38?", Category.PRE_SALE),
        ("Thinking of buying the green tea. Is it organic?", Category.PRE_SALE),
        ("I love the shoes, thank you so much!", Category.PRAISE),
        ("Hello, are you open on Sunday?", Category.OTHER),
        ("", Category.OTHER),
        ("Giày này còn size 38 không ạ?", Category.PRE_SALE),
        ("giay nay con size 38 khong shop", Category.PRE_SALE),
        ("Giá bao nhiêu vậy shop?", Category.PRE_SALE),
        ("Đơn hàng 1042 của em tới đâu rồi ạ?", Category.DELIVERY),
        ("don hang 1042 cua em toi dau roi shop oi", Category.DELIVERY),
        ("Giày bị rách rồi shop ơi, thất vọng quá", Category.COMPLAINT),
        ("shop giao sai hang roi", Category.COMPLAINT),
        ("Em muốn đổi size 39 vì hơi chật", Category.RETURN),
        ("Cho em đổi địa chỉ nhận hàng với ạ", Category.ORDER),
        ("Em hủy đơn 1042 nhé", Category.ORDER),
        ("Em chuyển khoản rồi ạ", Category.ORDER),
        ("Giày đẹp lắm, cảm ơn shop nhiều", Category.PRAISE),
        ("Shop ơi", Category.OTHER),
        ("Второй раз не тот размер", Category.COMPLAINT),
        ("Деталь пришла сломанной, ужасное качество", Category.COMPLAINT),
        ("Где мой заказ № 1042?", Category.DELIVERY),
        ("Когда отправите посылку?", Category.DELIVERY),
        ("Есть ли в наличии фильтр для ВАЗ?", Category.PRE_SALE),
        ("Хочу оформить возврат, ботинки маловаты", Category.RETURN),
        ("Отмените, пожалуйста, заказ 1042", Category.ORDER),
        ("Вышлите, пожалуйста, счёт на оплату", Category.ORDER),
        ("Огромное спасибо, всё отлично!", Category.PRAISE),
        ("I no longer want this order", Category.ORDER),
        ("What do I have to do to buy some of your products?", Category.PRE_SALE),
        ("I expect a restitution of 40 euros", Category.RETURN),
        ("Здравствуйте, как с вами связаться?", Category.OTHER),
    ],
)
def test_categories(text: str, kind: Category) -> None:
    assert category("", text) is kind
    assert category(text, "") is kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The left shoe is DAMAGED.", "damaged"),
        ("Khi nào giao hàng ạ?", "khi nào giao"),
        ("khi nao giao hang a", "khi nao giao"),
        ("Где мой заказ?", "где мой заказ"),
    ],
)
def test_a_category_has_its_reason(text: str, words: str) -> None:
    kind, why = categorise("", text)
    assert kind is not Category.OTHER
    assert f"“{words}”" in why


def test_other_says_that_it_does_not_know() -> None:
    kind, why = categorise("", "Hello, are you open on Sunday?")
    assert kind is Category.OTHER
    assert why


@pytest.mark.parametrize(
    ("stars", "text", "kind"),
    [
        (5, "Terrible", Category.PRAISE),
        (4, "", Category.PRAISE),
        (3, "Great shop", Category.COMPLAINT),
        (1, "", Category.COMPLAINT),
        (None, "Great shop, I love it", Category.PRAISE),
        (None, "Great shop, but the sole came apart", Category.COMPLAINT),
        (None, "Отличный магазин", Category.PRAISE),
        (None, "Giày đẹp lắm", Category.PRAISE),
        (None, "Meh", Category.COMPLAINT),
    ],
)
def test_a_review_is_praise_or_complaint(stars: int | None, text: str, kind: Category) -> None:
    contact = Contact("Jane", "", Channel.SOCIAL, text, review=True, stars=stars)
    said, why = of_review(contact, "the notice around it")
    assert said is kind
    assert why


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hello", "en"),
        ("ok thanks", "en"),
        ("Dear Nguyễn Thị Minh, where is my order? It should be here by now", "en"),
        ("Can you ship to Hanoi? My order is late.", "en"),
        ("Giày này còn size", "vi"),
        ("giay nay con size 38 khong shop", "vi"),
        ("Em chuyen khoan roi nhe", "vi"),
        ("cam on shop", "vi"),
        ("Где мой заказ?", "ru"),
        ("заказ A1-77 Samsung Galaxy", "ru"),
        ("Где моё замовлення?", "ru"),
        ("Де моє замовлення?", "uk"),
        ("Коли буде доставка", "uk"),
        ("когда будет доставка", "ru"),
        ("Wo ist meine Bestellung?", "de"),
        ("Ich möchte die Schuhe zurückgeben", "de"),
        ("Où est ma commande ?", "fr"),
        ("Je n'ai pas reçu le colis", "fr"),
        ("¿Dónde está mi pedido?", "es"),
        ("No ha llegado el paquete", "es"),
        ("注文はどこですか", "ja"),
        ("", ""),
        ("123 !!! 👍", ""),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Where is #1042?", "1042"),
        ("my order 1042 is late", "1042"),
        ("Order no. 1042.", "1042"),
        ("Order number: 1042", "1042"),
        ("(order 1042)", "1042"),
        ("Order #SHOP-1042", "SHOP-1042"),
        ("purchase 00004587345?", "00004587345"),
        ("orders 1041 and 1042", "1041"),
        ("đơn hàng số 1042", "1042"),
        ("don hang 1042", "1042"),
        ("mã đơn: 100234", "100234"),
        ("đơn DH1042 của em", "DH1042"),
        ("заказ № 1042", "1042"),
        ("номер заказа 1042", "1042"),
        ("№A1-77", "A1-77"),
        ("order #2024", "2024"),
        ("call +84 901 234 567", ""),
        ("0901234567", ""),
        ("đơn 0901234567", ""),
        ("заказ 89161234567", ""),
        ("I bought it in 2024", ""),
        ("order 2024 was fine", ""),
        ("order of 500 USD", ""),
        ("order 500 USD", ""),
        ("đơn 500k", ""),
        ("giá 500.000đ", ""),
        ("заказ 5000 руб", ""),
        ("order 200 pcs", ""),
        ("order 12.05.2024", ""),
        ("order 2024-05-12", ""),
        ("order 10:30", ""),
        ("we are #1", ""),
        ("invoice #85632", ""),
        ("&#1042;", ""),
        ("", ""),
    ],
)
def test_order_numbers(text: str, number: str) -> None:
    assert order_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "ok thanks",
        "Thank you so much for the quick reply!\n\nBest regards,\nJane Roe",
        "Cảm ơn shop nhiều ạ",
        "cam on shop nhe",
        "Спасибо, получила!",
        "Большое спасибо за быстрый ответ!\nАнтон",
        "Спасибо большое, всё отлично! 😊",
    ],
)
def test_thanks_alone(text: str) -> None:
    assert only_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "Thanks?",
        "Thanks in advance",
        "Thanks, size 40 then",
        "Thanks, the red one",
        "Thanks, but where is it",
        "Thanks. It arrived broken",
        "no thanks, cancel it",
        "Cảm ơn shop, khi nào giao ạ",
        "Cảm ơn shop trước nhé",
        "Заранее спасибо",
        "Спасибо. А когда отправите",
        "Thanks " * 100,
    ],
)
def test_thanks_with_something_else(text: str) -> None:
    assert not only_thanks(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("orders 1041, 1042 and 1043", ("1041", "1042", "1043")),
        ("orders #1041 & #1042", ("1041", "1042")),
        ("Order SHOP-1041 or SHOP-1042?", ("SHOP-1041", "SHOP-1042")),
        ("đơn hàng 1041 và 1042", ("1041", "1042")),
        ("заказы № 1041 и 1042", ("1041", "1042")),
        ("order 1041, size 38 and 39", ("1041",)),
        ("order 1041 and 2 pairs", ("1041",)),
        ("My order 1041 ... see #1042, and order 1041 again", ("1041", "1042")),
        ("Order: 123-1234567-1234567", ("123-1234567-1234567",)),
        ("Where is 026-1234567-7654321?", ("026-1234567-7654321",)),
        ("eBay 12-34567-89012 please", ("12-34567-89012",)),
        ("Bestellung Nr. 1041", ("1041",)),
        ("commande n° 1041", ("1041",)),
        ("замовлення №1041", ("1041",)),
        ("tel 020-7946-0000", ()),
        ("", ()),
    ],
)
def test_several_order_numbers(text: str, numbers: tuple[str, ...]) -> None:
    assert order_numbers(text) == numbers


def test_order_numbers_are_bounded() -> None:
    assert len(order_numbers(" ".join(f"#{n}" for n in range(1000, 2000)))) == 10


def test_folding() -> None:
    assert fold("Đơn hàng Ёлка don’t") == "don hang елка dont"


@given(st.text(), st.text(max_size=50))
def test_any_text_has_an_answer(text: str, subject: str) -> None:
    assert category(subject, text) in Category
    assert len(language(text)) in (0, 2)
    assert all(number in text or not text.isascii() for number in order_numbers(text))
    assert only_thanks(text) in (True, False)
