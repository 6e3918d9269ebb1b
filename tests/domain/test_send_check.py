"""What is looked for before an answer leaves, and what must not be mistaken for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.templates.liquid import LiquidFiller
from shopdesk.adapters.templates.starter import starter
from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.answer.send_check import (
    Check,
    Others,
    SendWarning,
    Sent,
    Situation,
    check,
    kind,
)
from shopdesk.domain.answer.template import Template
from shopdesk.domain.mail.conversation import Category

NOW = datetime(2026, 11, 7, 9, 0, tzinfo=UTC)
JANE = "jane@customer.example"
CLOSING = "Lan\nLan's Shoes"
OTHERS = Others(
    frozenset({"Anton Petrov", "Nguyễn Thị Minh", "Антон Петров", "Rose", "Order Team"}),
    frozenset({"2001", "shop-2002"}),
)
NAMES = {"en": "Jane Roe", "vi": "Trần Thu Hà", "ru": "Ольга Кузнецова"}
FIRST = {"en": "Jane", "vi": "Hà", "ru": "Ольга"}
SAID = {
    "en": "Order #1042\nHello, what about my order?\nJane",
    "vi": "Đơn #1042\nShop ơi, đơn của em sao rồi ạ?",
    "ru": "Заказ № 1042\nЗдравствуйте, что с моим заказом?",
}
BLANKS = {
    "order": {"number": "1042", "tracking_link": "https://t.example/1", "new_date": "12.03"},
    "product": {"answer": "1042"},
    "return": {"address": "12 Example Street"},
    "shipping": {"cost": "5.00"},
    "discount": {"code": "WELCOME"},
}


def situation(language: str = "en", category: Category = Category.OTHER) -> Situation:
    """A customer who writes in that language."""
    return Situation(
        name=NAMES[language],
        addresses={JANE},
        language=language,
        category=category,
        said=SAID[language],
        ours=("Lan", "Lan's Shoes"),
        closing=CLOSING,
        now=NOW,
        others=OTHERS,
    )


def draft(body: str, *, files: tuple[str, ...] = (), to: tuple[str, ...] = (JANE,)) -> Draft:
    """An answer with the shop's closing."""
    return Draft(
        conversation=1,
        mailbox="help@shoes.example",
        sender="help@shoes.example",
        to=to,
        subject="Re: Order #1042",
        body=f"{body}\n\n{CLOSING}",
        quote="> Hello, see the attached policy, Anton Petrov",
        in_reply_to="",
        references=(),
        answers=(1,),
        files=files,
    )


def found(body: str, asked: Situation | None = None) -> set[Check]:
    """The kinds of warnings."""
    return {warning.check for warning in check(draft(body), asked or situation())}


def complaining(language: str = "en") -> Situation:
    """A customer who complains."""
    return situation(language, Category.COMPLAINT)


RENDERED = [
    pytest.param(template, language, id=f"{language}/{template.id}")
    for template in starter()
    for language in NAMES
]


@pytest.mark.parametrize(("template", "language"), RENDERED)
@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_no_starter_template_is_warned_about(
    template: Template, language: str, known: bool
) -> None:
    values: dict[str, object] = {
        **BLANKS,
        "customer": {"first_name": FIRST[language]} if known else {},
        "shop": {"name": "Lan's Shoes", "address": "12 Example Street"},
    }
    body = LiquidFiller().fill(template.variants[language].body, values)
    asked = situation(language, template.category)
    if not known:
        asked = replace(asked, name="")
    assert check(draft(body), asked) == ()
    assert Check.ARGUMENT not in found(body, replace(asked, category=Category.COMPLAINT))


@pytest.mark.parametrize("category", Category)
def test_an_ordinary_answer_is_let_through(category: Category) -> None:
    body = "Hi Jane,\n\nThank you for writing! Order #1042 left today and will be with you Friday."
    assert check(draft(body), situation(category=category)) == ()


@pytest.mark.parametrize("body", ["", "  \n", "Hi Jane,", "Здравствуйте, Ольга!", "Chào chị Hà,\n"])
def test_an_answer_with_only_a_greeting_is_empty(body: str) -> None:
    assert Check.EMPTY in found(body)


def test_a_mail_passed_on_may_be_without_words() -> None:
    forwarded = replace(draft("", to=("supplier@example.com",)), answers=())
    assert check(forwarded, situation()) == ()


@pytest.mark.parametrize(
    ("language", "body", "name"),
    [
        ("en", "Hi Anton,\n\nYour order is on its way.", "Anton"),
        ("en", "Dear Mr Petrov, your order is on its way.", "Petrov"),
        ("en", "Hi Jane,\n\nI'll send it to Anton Petrov today, as you asked.", "Anton Petrov"),
        ("vi", "Chào chị Minh,\n\nĐơn của chị đang trên đường ạ.", "Minh"),
        ("vi", "Chào chị Hà,\n\nĐơn của chị Nguyễn Thị Minh đã gửi rồi ạ.", "Nguyễn Thị Minh"),
        ("ru", "Здравствуйте, Антон!\n\nВаш заказ уже едет к Вам.", "Антон"),
        ("ru", "Здравствуйте, Ольга!\n\nЗаказ на имя Антон Петров отправлен.", "Антон Петров"),
    ],
)
def test_somebody_elses_name(language: str, body: str, name: str) -> None:
    assert check(draft(body), situation(language)) == (
        SendWarning(Check.NAME, (name, NAMES[language])),
    )


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Hi Ms Roe,\n\nYour order is on its way."),
        ("en", "Hi there,\n\nYour order is on its way."),
        ("en", "Dear valued Customer,\n\nYour order is on its way."),
        ("en", "Hello, Your order is on its way."),
        ("en", "Hi Janey, your order is on its way."),
        (
            "en",
            "Hi Jane,\n\nthe rose ones left today, our order team says. Lan's Shoes wish you joy",
        ),
        ("vi", "Chào anh/chị,\n\nĐơn của mình đang trên đường ạ."),
        ("vi", "Dạ em chào chị Thu Hà ạ, đơn của chị đang trên đường."),
        ("vi", "Chào chị em đã nhận được thư của chị Lan gửi rồi ạ, đơn đang đi."),
        ("ru", "Здравствуйте!\n\nВаш заказ уже едет к Вам."),
        ("ru", "Здравствуйте, Ольга Петровна! Ваш заказ уже едет к Вам."),
        ("ru", "Уважаемая Ольга, Ваш заказ уже едет к Вам."),
    ],
)
def test_the_customers_own_name_in_any_dress(language: str, body: str) -> None:
    assert Check.NAME not in found(body, situation(language))


def test_a_name_that_the_customer_gave_is_theirs() -> None:
    asked = situation()
    asked = replace(asked, said=f"{asked.said}\nPlease send it to my friend Anton Petrov. Bobby")
    assert found("Hi Bobby,\n\nAnton Petrov will have it on Friday.", asked) == set()


def test_a_name_in_other_letters_is_not_judged() -> None:
    assert found("Hi Olga, your order is on its way to you.", situation("ru")) == {Check.LANGUAGE}


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("Hi Jane, order #2001 left today.", ("2001",)),
        ("Hi Jane, orders #1042 and #SHOP-2002 left today.", ("SHOP-2002",)),
        ("Hi Jane, order #1042 left today.", ()),
        ("Hi Jane, your new order #3003 left today.", ()),
        ("Hi Jane, 2001 pairs left today.", ()),
    ],
)
def test_another_customers_order(body: str, numbers: tuple[str, ...]) -> None:
    wanted = (SendWarning(Check.ORDER_NUMBER, numbers),) if numbers else ()
    assert check(draft(body), situation()) == wanted


@pytest.mark.parametrize(
    "body",
    [
        "Hi Jane, I have attached the invoice.",
        "Hi Jane, please find the invoice attached.",
        "Hi Jane, you'll find the label in the attachment.",
        "Chào chị Hà, em gửi kèm hóa đơn ạ.",
        "Chào chị Hà, hóa đơn em đính kèm trong mail này ạ.",
        "Chao chi Ha, hoa don em dinh kem trong mail nay a.",
        "Здравствуйте, Ольга! Счёт во вложении.",
        "Здравствуйте, Ольга! Я прикрепила накладную к письму.",
        "Здравствуйте, Ольга! Прилагаем чек.",
    ],
)
def test_a_file_that_is_spoken_of_and_missing(body: str) -> None:
    asked = replace(situation(), language="", name="")
    assert {w.check for w in check(draft(body), asked)} == {Check.ATTACHMENT}
    assert check(draft(body, files=("~/invoice.pdf",)), asked) == ()


@pytest.mark.parametrize(
    "body",
    [
        "Hi Jane, could you attach a photo, please?",
        "Hi Jane, thank you for the photo you attached.",
        "Hi Jane, there was no attachment in your mail.",
        "Hi Jane, the sole is attached with glue and thread.",
        "Hi Jane, I'm quite attached to this colour myself.",
        "Chào chị Hà, chị đính kèm giúp em một tấm hình nhé.",
        "Здравствуйте, Ольга! Прикрепите, пожалуйста, фото.",
        "Здравствуйте, Ольга! Фото, которое Вы прикрепили, мы получили.",
    ],
)
def test_the_customers_file_is_not_ours(body: str) -> None:
    assert Check.ATTACHMENT not in found(body, replace(situation(), language="", name=""))


@pytest.mark.parametrize(
    ("theirs", "body", "ours"),
    [
        ("en", "Chào chị, đơn hàng của chị đang trên đường, mai chị nhận được ạ.", "vi"),
        ("en", "Здравствуйте! Ваш заказ уже едет к Вам.", "ru"),
        ("vi", "Hi there, your order is on its way and will arrive tomorrow.", "en"),
        ("ru", "Hi there, your order is on its way and will arrive tomorrow.", "en"),
    ],
)
def test_not_the_customers_language(theirs: str, body: str, ours: str) -> None:
    assert check(draft(body), replace(situation(theirs), name="")) == (
        SendWarning(Check.LANGUAGE, (ours, theirs)),
    )


@pytest.mark.parametrize("body", ["OK!", "https://track.example/1042", "Size 38, €49.90."])
def test_too_little_is_in_no_language(body: str) -> None:
    assert Check.LANGUAGE not in found(body, situation("vi"))


def test_an_unknown_language_is_not_judged() -> None:
    body = "Chào chị, đơn hàng của chị đang trên đường, mai chị nhận được ạ."
    assert Check.LANGUAGE not in found(body, replace(situation(), language=""))


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Hi Jane,\n\nYour parcel was sent on Monday. Please wait for it until Friday."),
        ("vi", "Chào chị Hà,\n\nĐơn của chị gửi hôm thứ Hai rồi, chị chờ đến thứ Sáu nhé."),
        ("ru", "Здравствуйте, Ольга!\n\nПосылку отправили в понедельник, ждите до пятницы."),
    ],
)
def test_a_complaint_wants_an_apology_or_thanks(language: str, body: str) -> None:
    assert found(body, complaining(language)) == {Check.COLD}
    assert found(body, situation(language, Category.DELIVERY)) == set()
    assert found(body, replace(complaining(language), apologised=True)) == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "As per our policy, worn shoes are not taken back."),
        ("en", "It's not our fault that the courier was late."),
        ("en", "You should have read the size chart."),
        ("en", "There is nothing we can do about it."),
        ("en", "That was the courier's fault."),
        ("vi", "Theo chính sách của shop thì giày đã mang không đổi được ạ."),
        ("vi", "Đây không phải lỗi của shop đâu ạ."),
        ("vi", "Theo chinh sach thi giay da mang khong doi duoc."),
        ("vi", "Shop không chịu trách nhiệm về việc này."),
        ("ru", "Это не наша вина, задержала почта."),
        ("ru", "Согласно правилам магазина ношеную обувь мы не принимаем."),
        ("ru", "Вы сами виноваты, что выбрали этот размер."),
        ("ru", "К сожалению, ничем не можем помочь."),
    ],
)
def test_an_argument_is_warned_about_however_kind(language: str, words: str) -> None:
    thanks = {"en": "Sorry, thank you.", "vi": "Em xin lỗi, em cảm ơn.", "ru": "Простите, спасибо."}
    body = f"{thanks[language]}\n\n{words}"
    asked = replace(complaining(language), name="")
    assert found(body, asked) == {Check.ARGUMENT}
    assert found(body, replace(asked, category=Category.RETURN)) == {Check.ARGUMENT}
    assert found(body, replace(asked, category=Category.PRE_SALE)) == set()


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "I'm so sorry. It is not your fault at all, and you should have had it long ago."),
        ("vi", "Em xin lỗi chị. Việc này không phải lỗi của chị đâu ạ, em xin chịu trách nhiệm."),
        ("ru", "Простите нас! Вы ни в чём не виноваты, это наша вина, нам надо было проверить."),
    ],
)
def test_taking_the_blame_is_no_argument(language: str, body: str) -> None:
    assert found(body, replace(complaining(language), name="")) == set()


def test_an_address_that_mail_came_back_from() -> None:
    asked = replace(situation(), undelivered={JANE})
    to_both = draft("Hi Jane, it left today.", to=("Jane@Customer.example", "b@example.com"))
    assert check(to_both, asked) == (SendWarning(Check.BOUNCED, ("Jane@Customer.example",)),)


@pytest.mark.parametrize(
    ("seconds", "to", "text", "twice"),
    [
        (59, JANE, "Hi Jane,\nit left today.\n\nLan\nLan's Shoes\n\n> Hello", True),
        (61, JANE, "Hi Jane,\nit left today.\n\nLan\nLan's Shoes\n\n> Hello", False),
        (5, "b@example.com", "Hi Jane,\nit left today.\n\nLan\nLan's Shoes", False),
        (5, JANE, "Hi Jane,\nit left yesterday.\n\nLan\nLan's Shoes", False),
    ],
)
def test_the_same_answer_twice(seconds: int, to: str, text: str, twice: bool) -> None:
    sent = Sent(NOW - timedelta(seconds=seconds), (to,), text)
    asked = replace(situation(), recent=(sent,))
    warnings = check(draft("Hi Jane,\n\nit left today."), asked)
    assert warnings == ((SendWarning(Check.TWICE, (JANE,)),) if twice else ())


def test_what_is_quoted_is_not_ours() -> None:
    assert check(draft("Hi Jane, I look into it."), complaining_after_an_apology()) == ()


def complaining_after_an_apology() -> Situation:
    """A complaint that had its apology."""
    return replace(complaining(), apologised=True)


def test_a_mail_to_somebody_else_is_spared_what_is_for_customers() -> None:
    body = "Hallo Peter, kannst du bitte nachsehen, wo Bestellung #2001 für Anton Petrov ist?"
    assert check(draft(body, to=("supplier@example.com",)), complaining()) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Sorry!", True), ("Cảm ơn chị", True), ("Извините", True), ("It left today.", False)],
)
def test_what_is_kind(text: str, wanted: bool) -> None:
    assert kind(text) is wanted


@given(st.text(), st.text(), st.text(max_size=30))
def test_any_text_is_judged(body: str, said: str, name: str) -> None:
    asked = replace(complaining(), said=said, name=name, others=Others(frozenset({name, said})))
    for warning in check(draft(body), asked):
        assert warning.check in Check
