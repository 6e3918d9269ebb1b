"""Who the customer is, behind marketplaces, networks, chats and calls; and in ordinary mail."""

from __future__ import annotations

import pytest

from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.mail.message import Message
from shopdesk.domain.triage import verdict
from shopdesk.domain.triage.contact import Contact, customer, warnings
from tests.domain.mails import OWN, mail


def written(
    message: Message, person: tuple[str, str], text: str, channel: Channel = Channel.FORM
) -> tuple[Message, Contact]:
    """A mail, and who wrote it how."""
    return message, Contact(*person, channel, text)


NOTICES = {
    "etsy": written(
        mail(
            sender="Etsy <conversations@mail.etsy.com>",
            subject="New message from Jane Roe",
            text="Hi Lan,\n\nJane Roe wrote:\n\nIs there a 38?\nThanks\n\nReply to Jane",
        ),
        ("Jane Roe", ""),
        "Is there a 38?\nThanks",
        Channel.MARKETPLACE,
    ),
    "ebay": written(
        mail(
            sender="eBay Member: jane_roe <j7@members.ebay.co.uk>",
            subject="jane_roe has sent a question about item #1234, brogues",
            text="New message from: jane_roe (5)\nIs there a 38?\n\nReply",
        ),
        ("jane_roe", "j7@members.ebay.co.uk"),
        "Is there a 38?",
        Channel.MARKETPLACE,
    ),
    "amazon": written(
        mail(
            sender="Jane - Amazon Marketplace <k9@marketplace.amazon.de>",
            subject="Inquiry from Amazon customer Jane (Order: 123-1234567-1234567)",
            text=(
                "You have received a message.\n\n------ Begin message ------\n\nWhere is it?\n\n"
                "------ End message ------\n\nOrder ID 123-1234567-1234567"
            ),
        ),
        ("Jane", "k9@marketplace.amazon.de"),
        "Where is it?",
        Channel.MARKETPLACE,
    ),
    "shopee": written(
        mail(sender="info@mail.shopee.vn", subject="Bạn có tin nhắn mới từ người mua minh_nt"),
        ("minh_nt", ""),
        "",
        Channel.MARKETPLACE,
    ),
    "avito": written(
        mail(sender="noreply@avito.ru", subject="Антон написал вам на Авито"),
        ("Антон", ""),
        "",
        Channel.MARKETPLACE,
    ),
    "facebook": written(
        mail(
            sender="Facebook <notification@facebookmail.com>",
            subject="Jane Roe sent a message to Lan's Shoes",
            text='Jane Roe sent you a message.\n\n"Is there a 38?"\n\nReply on Messenger',
        ),
        ("Jane Roe", ""),
        "Is there a 38?",
        Channel.SOCIAL,
    ),
    "instagram": written(
        mail(sender="no-reply@mail.instagram.com", subject="jane.roe sent you a message"),
        ("jane.roe", ""),
        "",
        Channel.SOCIAL,
    ),
    "zalo": written(
        mail(
            sender="Zalo <no-reply@zalo.me>",
            subject="Bạn có tin nhắn mới từ Nguyễn Thị Minh",
            text="Nguyễn Thị Minh đã viết:\nCòn size 38 không?\n\nXem ngay",
        ),
        ("Nguyễn Thị Minh", ""),
        "Còn size 38 không?",
        Channel.SOCIAL,
    ),
    "vk": written(
        mail(sender="admin@notify.vk.com", subject="Антон Петров прислал Вам сообщение"),
        ("Антон Петров", ""),
        "",
        Channel.SOCIAL,
    ),
    "a call": written(
        mail(sender="notify@phones.example", subject="New voicemail from +44 20 7946 0000"),
        ("+44 20 7946 0000", ""),
        "",
        Channel.PHONE,
    ),
}


@pytest.mark.parametrize("case", NOTICES.values(), ids=NOTICES)
def test_the_person_behind_it(case: tuple[Message, Contact]) -> None:
    message, person = case
    assert customer(message, OWN) == person
    assert verdict(message, OWN).kind is None
    assert warnings(message, OWN) == ()


@pytest.mark.parametrize(
    ("message", "stars"),
    [
        (
            mail(
                sender="businessprofile-noreply@google.com",
                subject="Jane Roe left a review for Lan's Shoes",
                text='Jane Roe left a 2-star review\n\n"Broke after a day"\n\nReply to review',
            ),
            2,
        ),
        (mail(sender="noreply@trustpilotmail.com", subject="New 1-star review by Jane Roe"), 1),
        (
            mail(
                sender="noreply@business.yandex.ru",
                subject="Новый отзыв о вашей организации",
                text="Jane Roe оставила отзыв. Оценка: 5\nОтветить",
            ),
            5,
        ),
        (mail(sender="noreply@2gis.ru", subject="Новый отзыв от Jane Roe"), None),
        (
            mail(sender="no_reply@email.apple.com", subject="New review by Jane Roe", text="★★★☆☆"),
            3,
        ),
    ],
)
def test_public_reviews(message: Message, stars: int | None) -> None:
    person = customer(message, OWN)
    assert (person.name, person.review, person.stars) == ("Jane Roe", True, stars)
    assert person.channel is Channel.SOCIAL
    assert verdict(message, OWN).kind is None


@pytest.mark.parametrize(
    "message",
    [
        mail(sender="no-reply@trustpilot.com", subject="Collect more reviews this month"),
        mail(sender="emails@mail.etsy.com", subject="You made a sale on Etsy"),
        mail(sender="notification@facebookmail.com", subject="Jane Roe liked your photo"),
        mail(sender="noreply@google.com", subject="Security alert"),
        mail(sender="noreply@vk.com", subject="Вход в аккаунт"),
    ],
)
def test_what_no_person_wrote(message: Message) -> None:
    assert verdict(message, OWN).kind is not None
    assert customer(message, OWN).channel is Channel.EMAIL


@pytest.mark.parametrize(
    ("message", "name", "email"),
    [
        (mail(), "Jane Roe", "jane@example.com"),
        (mail(reply_to="Jo <jo@example.org>"), "Jo", "jo@example.org"),
        (mail(reply_to="jo@example.org"), "Jane Roe", "jo@example.org"),
        (mail(reply_to="shop@example.net"), "Jane Roe", "jane@example.com"),
        (
            mail(sender="'Jane Roe' via Help <shop@example.net>", reply_to="jane@example.com"),
            "Jane Roe",
            "jane@example.com",
        ),
        (
            mail(("x-original-sender", "jane@example.com"), sender="Team <team@groups.example>"),
            "Team",
            "jane@example.com",
        ),
        (mail(sender=""), "", ""),
        # Nobody's signature, list or quotation is a form.
        (
            mail(text="Size 38?\n\nJane Roe\nPhone: 1\nEmail: jane.roe@work.example"),
            "Jane Roe",
            "jane@example.com",
        ),
        (
            mail(text="Please write to my sister:\nName: Ann\nEmail: ann@example.com"),
            "Jane Roe",
            "jane@example.com",
        ),
        (
            mail(text="Hello\n\nFrom: Ann <ann@example.com>\nTo: me\nSubject: x\n\nMessage: y"),
            "Jane Roe",
            "jane@example.com",
        ),
    ],
)
def test_who_wrote_an_ordinary_mail(message: Message, name: str, email: str) -> None:
    assert customer(message, OWN) == Contact(name, email, Channel.EMAIL)
