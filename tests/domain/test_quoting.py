"""What is new in a mail, for the reply styles of the programs that customers use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.mail.quoting import new_text

WORDS = "Thank you.\nCan I have them in red?"

QUOTE = "> We have them in blue.\n> Lan"

ATTRIBUTIONS = [
    "On Mon, May 5, 2025 at 10:30 AM Lan's Shoes <shop@example.net> wrote:",
    "On Mon, May 5, 2025 at 10:30 AM Lan's Shoes\n<shop@example.net> wrote:",
    "On Mon, May 5, 2025 at 10:30\u202fAM Lan's Shoes <shop@example.net>\nwrote:",
    "On May 5, 2025, at 10:30, Lan <shop@example.net> wrote:",
    "On 5 May 2025, at 10:30, Lan wrote:",
    "On Monday, May 5, 2025 at 10:30:00 AM GMT+7, Lan <shop@example.net> wrote:",
    "On Mon, 5 May 2025 10:30:00 +0700 Lan <shop@example.net> wrote",
    "Lan <shop@example.net> wrote:",
    "Vào Th 2, 5 thg 5, 2025 vào lúc 10:30 Giày Lan <shop@example.net> đã viết:",
    "Vào 10:30, Th 2, 5 thg 5, 2025 Giày Lan <shop@example.net>\nđã viết:",
    "Vào Thứ Hai, 5 tháng 5, 2025 lúc 10:30:00 GMT+7, Lan <shop@example.net> đã viết:",
    "пн, 5 мая 2025 г. в 10:30, Магазин <shop@example.net>:",
    "пн, 5 мая 2025 г., 10:30 Магазин <shop@example.net>:",
    "5 мая 2025 г., в 10:30, Магазин <shop@example.net> написал(а):",
    '05.05.2025, 10:30, "Магазин" <shop@example.net>:',
    "Понедельник, 5 мая 2025, 10:30 +07:00 от Магазин <shop@example.net>:",
    "05.05.2025 10:30, Магазин пишет:",
    "пн, 5 трав. 2025 р. о 10:30 Магазин <shop@example.net> пише:",
    "Am Mo., 5. Mai 2025 um 10:30 Uhr schrieb Lan <shop@example.net>:",
    "Le lun. 5 mai 2025 à 10:30, Lan <shop@example.net> a écrit :",
    "El lun, 5 may 2025 a las 10:30, Lan (<shop@example.net>) escribió:",
    "Lan <shop@example.net> schrieb am Mo., 5. Mai\n2025, 10:30:",
    "Am 05.05.25 um 10:30 schrieb Lan:",
    "Le 05/05/2025 à 10:30, Lan a écrit :",
    "Lan <shop@example.net> a écrit le 5 mai 2025 à 10:30 :",
    "El 5/5/25 a las 10:30, Lan escribió:",
    "5 мая 2025 г., 10:30 +0300, Lan <shop@example.net>, писал:",
    "----------------\nКому: Анна (anna@example.com);\nТема: Re: цвет;\n"
    '05.05.2025, 10:30, "Магазин" <shop@example.net>:',
    "5 трав. 2025 р. о 10:30 Lan <shop@example.net> написав(ла):",
    "Ngày 5/5/2025 10:30, Lan viết:",
    "Lúc 10:30, Th 2, 5 thg 5, 2025 Lan <shop@example.net> đã\nviết:",
    "2025-05-05 10:30 GMT+02:00 Lan <shop@example.net>:",
    "Em seg., 5 de mai. de 2025 às 10:30, Lan <shop@example.net> escreveu:",
    "Op ma 5 mei 2025 om 10:30 schreef Lan <shop@example.net>:",
    "在 2025年5月5日，上午10:30，Lan <shop@example.net> 写道：",
]

HEADERS = [
    "-----Original Message-----\nFrom: Lan\nSent: Monday, May 5, 2025\nTo: Jane\nSubject: Re: red",
    "________________________________\nFrom: Lan <shop@example.net>\nSent: Monday, 5 May 2025\n"
    "To: Jane <jane@example.com>\nSubject: Re: red",
    "From: Lan <shop@example.net>\nDate: Monday, 5 May 2025\nTo: Jane\nSubject: Re: red",
    "От: Магазин <shop@example.net>\nОтправлено: 5 мая 2025 г.\nКому: Анна\nТема: Re: цвет",
    "-------- Исходное сообщение --------\nОт: Магазин\nДата: 05.05.2025 10:30",
    "Từ: Giày Lan <shop@example.net>\nĐã gửi: Thứ Hai, 5 Tháng Năm 2025\nĐến: Minh\nChủ đề: Re: đỏ",
    "Von: Lan <shop@example.net>\nGesendet: Montag, 5. Mai 2025\nAn: Jane\nBetreff: AW: rot",
    "De : Lan <shop@example.net>\nEnvoyé : lundi 5 mai 2025\nÀ : Jane\nObjet : RE: rouge",
    "---- On Mon, 05 May 2025 10:30:00 +0700 Lan <shop@example.net> wrote ----",
    "---- Lan <shop@example.net> escribió ----",
    "----------\nFrom: Lan\nSent: Monday, May 5, 2025 10:30 AM\nTo: Jane",
    "________________________________\nDe: Lan\nFecha: lunes\nPara: Jane",
    "Від: Lan <shop@example.net>\nНадіслано: 5 травня 2025 р. 10:30\nКому: Оля\nТема: Re",
    "Begin forwarded message:\n\nFrom: Lan <shop@example.net>\nSubject: red\nTo: Jane",
    "发件人: Lan <shop@example.net>\n发送时间: 2025年5月5日 10:30\n收件人: Jane\n主题: x",
    "----------\nŽiadateľ: Lan <shop@example.net>\nKedy: 5.5.2025 10:30\nPredmet: x",
    "##- Please type your reply above this line -##",
    "-- Ответьте выше этой строки --",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@pytest.mark.parametrize("quoted", [QUOTE, QUOTE.replace("> ", ""), "> > older\n" + QUOTE])
def test_the_quoted_tail_is_left_out(attribution: str, quoted: str) -> None:
    assert new_text(f"{WORDS}\n\n{attribution}\n\n{quoted}\n") == WORDS


@pytest.mark.parametrize("header", HEADERS)
def test_a_mail_quoted_with_its_header_is_left_out(header: str) -> None:
    assert new_text(f"{WORDS}\n\n{header}\n\nWe have them in blue.\nLan") == WORDS


def test_a_bare_quotation_at_the_end_is_left_out() -> None:
    assert new_text(f"{WORDS}\n\n{QUOTE}") == WORDS


def test_an_answer_below_the_quotation_is_found() -> None:
    assert new_text(f"{ATTRIBUTIONS[0]}\n{QUOTE}\n\n{WORDS}") == WORDS


def test_answers_between_the_lines_stay_readable() -> None:
    text = f"Hello,\n\n{ATTRIBUTIONS[0]}\n> Which size?\n38\n> Which colour?\nRed"
    assert new_text(text) == text


@pytest.mark.parametrize(
    "above",
    [
        "See my answers below.",
        "Hi Lan,\nplease find my comments inline, in red.",
        "Мои ответы ниже.",
        "Trả lời bên dưới nhé",
        "Siehe unten",
    ],
)
@pytest.mark.parametrize("header", [HEADERS[0], ATTRIBUTIONS[0]])
def test_answers_within_an_unmarked_quotation_are_not_lost(above: str, header: str) -> None:
    text = f"{above}\n\n{header}\n\nWhich size?\n38\nWhich colour?\nRed"
    assert new_text(text) == text


def test_a_quoted_line_that_was_broken_in_two_is_no_answer() -> None:
    long = "> " + "word " * 13 + "and then\nthe rest of it\n> Lan"
    assert new_text(f"{WORDS}\n\n{ATTRIBUTIONS[0]}\n{long}") == WORDS


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nJane Roe\n+44 113 496 0000",
        "--\nJane",
        "Sent from my iPhone",
        "Sent from Outlook for iOS",
        "Get Outlook for Android",
        "Отправлено с iPhone",
        "Отправлено из мобильной Яндекс Почты",
        "Gửi từ iPhone của tôi",
        "Được gửi từ iPhone của tôi",
        "Надіслано з iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Sent from my Samsung Galaxy smartphone.",
        "Sent from Yahoo Mail on Android<https://mail.example/app>",
        "Gesendet mit der GMX Mail App",
        "Отправлено из Почты Mail.ru",
        "Надіслано з пристрою Galaxy",
        "Virus-free. www.avast.com",
        "CONFIDENTIALITY NOTICE: This e-mail is intended only for the named recipient and may be\n"
        "privileged. If you received it in error, delete it.",
        "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat\n"
        "sind oder sie irrtümlich erhalten haben, ist jede Weitergabe nicht gestattet.",
        "Это сообщение и вложения конфиденциальны и предназначены только для адресата. Если вы\n"
        "получили его по ошибке, удалите его.",
        "Email này và các tệp đính kèm chứa thông tin bảo mật dành cho người nhận. Nếu bạn nhận\n"
        "nhầm, vui lòng xóa và thông báo cho người gửi.",
        "Ce message est confidentiel et destiné à son seul destinataire. Si vous l'avez reçu par\n"
        "erreur, merci de le supprimer.",
        "Este mensaje es confidencial y va dirigido a su destinatario. Si lo ha recibido por\n"
        "error, le rogamos que lo elimine.",
        "--\nJane\n\n*****\nThis message is confidential and intended for the recipient. If\n"
        "you are not the addressee, any disclosure is prohibited.",
    ],
)
def test_signatures_are_left_out(signature: str) -> None:
    assert new_text(f"{WORDS}\n\n{signature}") == WORDS
    assert new_text(f"{WORDS}\n\n{signature}\n\n{ATTRIBUTIONS[0]}\n{QUOTE}") == WORDS


@pytest.mark.parametrize(
    "text",
    [
        "On Monday I wrote to you about this:\nno answer yet.",
        "My friend wrote:\nbuy these shoes",
        "Two things:\n- red\n- size 38",
        "From: Hanoi\nTo: Huế\nDate: Friday\nCan you ship it?",
        "The box said >50 % wool",
        "I saw this -- is it true?",
        "Sent from my heart: thank you for the lovely shoes, they fit so well that I wear them.",
        "--\n" + "this line belongs to the mail\n" * 20,
        "Когда ждать посылку? В письме от 5 мая 2025 вы писали: через неделю",
        "Tôi đã viết thư ngày 5/5/2025:\nchưa ai trả lời",
        "В среду, 5 мая 2025, я писал вам:\nответа нет",
        "On 5 May 2025 I wrote to you:\nno answer",
        "You sent my confidential invoice to the wrong recipient in error. Delete it, please.",
        "Sent from Hanoi last Monday, and still not here.",
        "Sent via DHL, tracking 123",
        "The courier said at 10:30:\nnobody home",
        "Name: Jane\nEmail: jane@x.example\nPhone: 123\nSubject: Order\nMessage: where is it?",
        "From what I see at 10:30 on your site:\nthe price is 5",
    ],
)
def test_what_only_looks_like_a_quotation_stays(text: str) -> None:
    whole = f"Hello,\n\n{text}".strip()
    assert new_text(whole) == whole


@pytest.mark.parametrize(
    "text",
    [
        QUOTE,
        f"{ATTRIBUTIONS[0]}\n{QUOTE}",
        "---------- Forwarded message ---------\nFrom: Post <p@x.example>\nSubject: Lost\n\nGone.",
        "-- \nJane",
        "Sent from my iPhone",
    ],
)
def test_a_mail_of_nothing_else_is_left_whole(text: str) -> None:
    assert new_text(text) == text


PIECES = st.sampled_from(
    [*ATTRIBUTIONS, *HEADERS, QUOTE, WORDS, "", "--", ">", "Sent from my iPad"]
)


@given(st.text(max_size=300) | st.lists(PIECES).map("\n".join))
def test_it_is_a_stretch_of_the_text_and_never_empty_without_need(text: str) -> None:
    found = new_text(text)
    assert found in text
    assert bool(found) == bool(text.strip())


@given(st.lists(st.sampled_from(["Red, please.", "Size 38", "When?"]), min_size=1, max_size=5))
def test_the_customer_s_lines_above_a_quotation_all_stay(lines: list[str]) -> None:
    text = "\n".join(lines)
    for attribution in ATTRIBUTIONS:
        assert new_text(f"{text}\n\n{attribution}\n{QUOTE}") == text
