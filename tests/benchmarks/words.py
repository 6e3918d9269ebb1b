"""What the mails of the generated mailbox say."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

VOCABULARY = 20_000
"""Made-up words of each language: real mail is not written with a hundred words."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language."""

    share: int
    """Of a hundred mails."""
    charsets: tuple[str, ...]
    """That mails in it come in."""
    names: tuple[str, ...]
    hello: str
    bye: str
    wrote: str
    subjects: tuple[str, ...]
    sentences: tuple[str, ...]
    syllables: str
    """Of its made-up words."""
    joint: str = ""
    """Between the syllables of a word."""

    def babble(self, chance: random.Random) -> str:
        """A sentence of made-up words, the common ones as common as in any language."""
        vocabulary = _vocabulary(self.syllables, self.joint)
        found = (
            vocabulary[min(int(chance.paretovariate(0.6)) - 1, VOCABULARY - 1)] for _ in range(9)
        )
        return " ".join(found).capitalize() + "."


@cache
def _vocabulary(syllables: str, joint: str) -> tuple[str, ...]:
    chance = random.Random(syllables)  # noqa: S311 - the same words each time
    return tuple(
        joint.join(chance.choices(syllables.split(), k=chance.choice((1, 2, 2, 3, 3, 4))))
        for _ in range(VOCABULARY)
    )


ENGLISH = Language(
    share=40,
    charsets=("utf-8", "utf-8", "us-ascii"),
    names=("Ada Marsh", "Ben Okoro", "Cora O'Dell", "Dan Whitby", "Elsie Grant", "Finn Larsen"),
    hello="Hello,",
    bye="Best wishes,",
    wrote="On Monday you wrote:",
    subjects=(
        "where has it got to?",
        "the wrong size came",
        "may I have my money back",
        "please change the address",
        "is it still to be had?",
        "an invoice, please",
        "arrived damaged",
        "thank you!",
    ),
    sentences=(
        "It is a week now since I paid, and nothing has come.",
        "The carrier's page has said the same thing for four days.",
        "The parcel had been opened before it was handed to me.",
        "Could I swap them for the next size up?",
        "My card was charged twice, would you look into that?",
        "Please write the invoice to our company.",
        "There is a picture of the damage below.",
        "They are a present, so Saturday would be too late.",
        "The brown is a good deal darker than on your page.",
        "You answered within minutes, what a pleasant surprise.",
    ),
    syllables="an ber con dra el fin gor hal in jo ker lum mar ner ost pra ril sto tun",
)
RUSSIAN = Language(
    share=30,
    charsets=("utf-8", "utf-8", "windows-1251", "koi8-r"),
    names=("Анна Зимина", "Борис Лукин", "Вера Ершова", "Глеб Носов", "Дина Савина"),
    hello="Добрый день!",
    bye="Всего доброго,",
    wrote="В понедельник вы писали:",
    subjects=(
        "где посылка?",
        "прислали не тот размер",
        "верните деньги",
        "поменяйте адрес доставки",
        "ещё есть в продаже?",
        "пришло с браком",
        "спасибо вам!",
    ),
    sentences=(
        "Прошла неделя после оплаты, а посылки всё нет.",
        "Номер отслеживания четыре дня показывает одно и то же.",
        "Коробку вскрыли ещё до того, как мне её отдали.",
        "Можно обменять ботинки на размер побольше?",
        "С карты сняли деньги дважды, посмотрите, пожалуйста.",
        "Счёт нужен на организацию, вот реквизиты.",
        "Фотография повреждений ниже.",
        "Это подарок, в субботу будет поздно.",
        "Цвет темнее, чем у вас на странице.",
    ),
    syllables="ав бор вен гра дол жен зар кол лин мор ност пар рес сло тер ук хол цен чик",
)
VIETNAMESE = Language(
    share=30,
    charsets=("utf-8", "utf-8", "utf-8"),
    names=("Đỗ Thu Hà", "Lý Minh Quân", "Ngô Bảo Châu", "Phan Hải Yến", "Vũ Đức Long"),
    hello="Chào shop,",
    bye="Cảm ơn shop,",
    wrote="Hôm thứ hai shop viết:",
    subjects=(
        "đơn của mình đâu rồi?",
        "giao nhầm cỡ",
        "xin hoàn tiền",
        "đổi địa chỉ giúp mình",
        "còn hàng không ạ?",
        "giày bị lỗi",
        "cảm ơn shop!",
    ),
    sentences=(
        "Mình chuyển khoản cả tuần rồi mà chưa thấy hàng đâu.",
        "Mã vận đơn bốn hôm nay vẫn y như cũ.",
        "Hộp đã bị mở trước khi giao tới tay mình.",
        "Cho mình đổi đôi giày sang cỡ lớn hơn nhé?",
        "Thẻ của mình bị trừ tiền hai lần, shop xem giúp với.",
        "Shop xuất hóa đơn cho công ty giúp mình.",
        "Ảnh chỗ bị lỗi mình để ở dưới.",
        "Đây là quà tặng nên thứ bảy là muộn mất rồi.",
        "Màu nâu ngoài đời đậm hơn trên trang nhiều.",
    ),
    syllables="an bình chơi dương êm gần hoa lên mưa nắng ơi phố quê rừng sông trăng út vườn",
    joint=" ",
)
LANGUAGES = (ENGLISH, RUSSIAN, VIETNAMESE)
