"""Who the customer is, behind a contact form."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.mail.message import Address, Automatic, Message
from shopdesk.domain.triage import verdict
from shopdesk.domain.triage.contact import Contact, customer, warnings
from tests.domain.mails import OWN, mail

JANE = ("Jane Roe", "jane@example.com")
MINH = ("Nguyễn Thị Minh", "minh@example.com")
ANTON = ("Антон Петров", "anton@example.com")


def form_of(
    message: Message, person: tuple[str, str], text: str, channel: Channel = Channel.FORM
) -> tuple[Message, Contact]:
    """A mail, and who wrote it how."""
    return message, Contact(*person, channel, text)


FORMS = {
    "shopify": form_of(
        mail(
            sender="Lan's Shoes (Shopify) <mailer@shopify.com>",
            reply_to="jane@example.com",
            subject="New customer message on 7 November 2026 at 09:00",
            text=(
                "You received a new message from your online store's contact form.\n\n"
                "Country Code:\nGB\n\nName:\nJane Roe\n\nEmail:\njane@example.com\n\n"
                "Phone:\n020 7946 0000\n\nComment:\nSize 38 of the\nbrown brogues?\n\nThanks\nJane"
            ),
        ),
        JANE,
        "Size 38 of the\nbrown brogues?\n\nThanks\nJane",
    ),
    "contact form 7": form_of(
        mail(
            sender="Lan's Shoes <wordpress@lan.example>",
            subject='Lan\'s Shoes "Sizes"',
            text=(
                "From: Jane Roe <jane@example.com>\nSubject: Sizes\n\nMessage Body:\n"
                "Is there a 38?\n\n-- \nThis is a notification that a contact form was submitted "
                "on your website (Lan's Shoes https://lan.example)."
            ),
        ),
        JANE,
        "Is there a 38?",
    ),
    "from the shop's own address": form_of(
        mail(
            sender="Lan's Shoes <shop@example.net>",
            subject="Website",
            text="Name: Jane Roe\nE-mail: jane@example.com\nMessage: Is there a 38?\nOr a 39?",
        ),
        JANE,
        "Is there a 38?\nOr a 39?",
    ),
    "with the browser below": form_of(
        mail(
            sender="wordpress@lan.example",
            subject='New message from "Lan\'s Shoes"',
            text=(
                "Name: Jane Roe\nEmail: jane@example.com\nMessage: Is there a 38?\n\n---\n\n"
                "Date: 7 November 2026\nTime: 09:00\nPage URL: https://lan.example/contact\n"
                "User Agent: Mozilla/5.0\nRemote IP: 192.0.2.7\nPowered by: Elementor"
            ),
        ),
        JANE,
        "Is there a 38?",
    ),
    "labels without colons": form_of(
        mail(
            sender="WordPress <wordpress@lan.example>",
            reply_to="jane@example.com",
            subject="New Entry: Contact us",
            text=(
                "Name\n\nJane Roe\n\nEmail\n\njane@example.com\n\nComment or Message\n\n"
                "Is there a 38?\n\nSent from Lan's Shoes"
            ),
        ),
        JANE,
        "Is there a 38?",
    ),
    "table": form_of(
        mail(
            sender="no-reply@forms.example",
            subject="Contact form",
            text="Your name      Jane Roe\nYour email     jane@example.com\nQuestion       A 38?",
        ),
        JANE,
        "A 38?",
    ),
    "wix": form_of(
        mail(
            sender="Lan's Shoes <no-reply@crm.wix.com>",
            subject="Lan's Shoes got a new message",
            text=(
                "You have a new message:\nVia: https://www.lan.example/\n\nMessage Details:\n"
                "Name Jane Roe\nEmail jane@example.com\nSubject Sizes\nMessage Is there a 38?\n\n"
                "Sent on: 7 November, 2026"
            ),
        ),
        JANE,
        "Is there a 38?",
    ),
    "first and last name": form_of(
        mail(
            sender="notifications@wix-forms.com",
            subject="Jane Roe submitted Contact",
            text=(
                "Jane Roe just submitted your form: Contact\non Lan's Shoes\n\nMessage Details:\n"
                "First Name: Jane\nLast Name: Roe\nEmail: jane@example.com\n"
                "Type your message here: Is there a 38?\n\n"
                "If you think this submission is spam, report it as spam."
            ),
        ),
        JANE,
        "Is there a 38?",
    ),
    "tilda": form_of(
        mail(
            sender="Tilda <no-reply@tilda.ws>",
            subject="Новая заявка с сайта",
            text=(
                "Информация о заявке:\nName: Антон Петров\nEmail: anton@example.com\n"
                "Phone: +7 (916) 000-00-00\nTextarea: Есть ли фильтр?\n\n"
                "Дополнительная информация:\nTransaction ID: 1:2\nForm Name: Контакты"
            ),
        ),
        ANTON,
        "Есть ли фильтр?",
    ),
    "russian": form_of(
        mail(
            sender="shop@example.net",
            subject="Форма обратной связи",
            text="Ваше имя: Антон Петров\nВаш e-mail: anton@example.com\nСообщение:\nЕсть фильтр?",
        ),
        ANTON,
        "Есть фильтр?",
    ),
    "haravan": form_of(
        mail(
            sender="Haravan <noreply@haravan.com>",
            subject="Liên hệ mới từ website",
            text=(
                "Bạn nhận được một liên hệ mới.\n\nHọ và tên: Nguyễn Thị Minh\n"
                "Email: minh@example.com\nĐiện thoại: 0900000000\nNội dung: Còn size 38 không ạ?"
            ),
        ),
        MINH,
        "Còn size 38 không ạ?",
    ),
    "a number, no address": form_of(
        mail(
            sender="noreply@tilda.ws",
            subject="Заказать обратный звонок",
            text="Имя: Антон Петров\nТелефон: +7 916 000-00-00\nВопрос: Есть фильтр?",
        ),
        ("Антон Петров", ""),
        "Есть фильтр?",
    ),
    "offline chat": form_of(
        mail(
            sender="noreply@tawk.to",
            subject="Offline message",
            text="Name: Jane Roe\nEmail: jane@example.com\nMessage: Is there a 38?",
        ),
        JANE,
        "Is there a 38?",
        Channel.CHAT,
    ),
}


@pytest.mark.parametrize("case", FORMS.values(), ids=FORMS)
def test_the_person_behind_it(case: tuple[Message, Contact]) -> None:
    message, person = case
    assert customer(message, OWN) == person
    assert verdict(message, OWN).kind is None
    assert warnings(message, OWN) == ()


def test_a_field_in_the_message_does_not_name_another_person() -> None:
    text = "Name: Jane Roe\nEmail: jane@example.com\nMessage: Hi\nEmail: victim@example.org"
    person = customer(mail(sender="shop@example.net", text=text), OWN)
    assert person.email == "jane@example.com"
    assert person.text == "Hi\nEmail: victim@example.org"


def test_the_shop_is_never_its_own_customer() -> None:
    text = "Name: Lan\nEmail: lan@example.net\nMessage: Test"
    assert customer(mail(sender="noreply@forms.example", text=text), OWN).email == ""


def test_a_form_in_no_language_that_we_know() -> None:
    text = "Hồ sơ 7\nKontaktas = jane@customer.example\nZinute = Is there a 38?"
    named = mail(sender="shop@example.net", text=text)
    assert customer(named, OWN) == Contact("", "jane@customer.example", Channel.FORM)
    assert verdict(named, OWN).kind is None


def test_a_copy_of_our_answer_is_not_from_whom_it_names() -> None:
    copy = mail(sender="shop@example.net", text="Please write to ann@customer.example")
    sent = replace(copy, to=(Address("", "jane@customer.example"),))
    assert verdict(sent, OWN).kind is Automatic.OWN


def test_no_word_of_a_long_message_is_lost() -> None:
    words = "\n".join(["Hello", "---", *(f"line {n}" for n in range(30)), "Thanks", "Jane"])
    text = f"Name: Jane Roe\nEmail: jane@example.com\nMessage: {words}"
    assert customer(mail(sender="shop@example.net", text=text), OWN).text == words


lines = st.sampled_from(
    ["Name: Jane", "Email: j@x.example", "Message:", "Hello", "", "---", "Name", "Имя:", ":", "a:b"]
)


@given(st.lists(st.one_of(lines, st.text(max_size=60)), max_size=20).map("\n".join), st.text())
def test_any_text_has_a_person(text: str, subject: str) -> None:
    for sender in ("shop@example.net", "no-reply@wix.com", "ebay@ebay.com", "jane@example.com"):
        person = customer(mail(sender=sender, subject=subject, text=text), OWN)
        assert person.channel in Channel
        assert "\n" not in person.name + person.email
