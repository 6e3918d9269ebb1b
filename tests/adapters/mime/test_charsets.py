"""Text whose charset is declared, mislabelled, unknown or missing."""

from __future__ import annotations

import pytest

from shopdesk.adapters.mime.charset import decode, is_charset
from shopdesk.domain.plain import nfc

RUSSIAN = "Здравствуйте! Где мой заказ № 1042? Жду уже две недели, это ужасно."
VIETNAMESE = "Chào shop, đơn hàng của tôi chưa được giao, xin giúp đỡ với ạ. Cảm ơn nhiều."
GERMAN = "Schöne Grüße aus Köln, die Schuhe sind zu groß für mich."
PORTUGUESE = "Não recebi as informações sobre o meu pedido, são três lições."
JAPANESE = "注文した靴はいつ届きますか。"


def vietnamese_1258() -> bytes:
    """The tones as Windows writes them: apart, behind their letters."""
    spelt = []
    for letter in VIETNAMESE:
        for form in (letter, *_with_tone(letter)):
            try:
                spelt.append(form.encode("cp1258"))
                break
            except UnicodeEncodeError:
                continue
    return b"".join(spelt)


def _with_tone(letter: str) -> list[str]:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    bases = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    return [base + tone for base in bases for tone in tones if nfc(base + tone) == letter]


@pytest.mark.parametrize("declared", ["", "us-ascii", "iso-8859-1", "windows-1252", "x-nonsense"])
@pytest.mark.parametrize(
    ("text", "data"),
    [
        (RUSSIAN, RUSSIAN.encode("utf-8")),
        (RUSSIAN.replace("№", ""), RUSSIAN.replace("№", "").encode("koi8-r")),
        (RUSSIAN, RUSSIAN.encode("cp1251")),
        (VIETNAMESE, VIETNAMESE.encode("utf-8")),
        (VIETNAMESE, vietnamese_1258()),
        (GERMAN, GERMAN.encode("cp1252")),
        (PORTUGUESE, PORTUGUESE.encode("cp1252")),
    ],
    ids=["ru utf-8", "ru koi8-r", "ru 1251", "vi utf-8", "vi 1258", "de 1252", "pt 1252"],
)
def test_a_declaration_made_without_looking_is_no_obstacle(
    text: str, data: bytes, declared: str
) -> None:
    assert nfc(decode(data, declared)) == text


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("Shift_JIS", "cp932"),
        ("iso-2022-jp", "iso-2022-jp"),
        ("EUC-JP", "euc-jp"),
        ("utf-16", "utf-16"),
        ("UTF-7", "utf-7"),
        ('"utf-8"', "utf-8"),
    ],
)
def test_a_declared_charset_of_several_bytes(declared: str, codec: str) -> None:
    assert decode(JAPANESE.encode(codec), declared) == JAPANESE


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("gb2312", "鞋子太小了，可以換嗎"),  # with a letter that GB 2312 lacks
        ("ks_c_5601-1987", "신발이 언제 오나요 똠"),
        ("windows-1251", RUSSIAN),
        ("windows-1258", "Chào đó"),
    ],
)
def test_names_that_promise_less_than_was_meant(declared: str, text: str) -> None:
    real = {"gb2312": "gb18030", "ks_c_5601-1987": "cp949"}.get(declared, declared)
    assert decode(text.encode(real), declared) == text


@pytest.mark.parametrize("declared", ["windows-1251", "koi8-r", "windows-1258", "gb2312"])
def test_utf_8_under_another_name(declared: str) -> None:
    assert decode(VIETNAMESE.encode(), declared) == VIETNAMESE


@pytest.mark.parametrize(
    "declared", ["idna", "punycode", "unicode_escape", "base64", "rot13", "a\0b", "x" * 999, "mbcs"]
)
def test_codecs_that_are_no_charset_are_not_used(declared: str) -> None:
    assert not is_charset(declared)
    assert decode(b"caf\\u00e9 xn--abc", declared) == "caf\\u00e9 xn--abc"


def test_half_characters_do_not_get_through() -> None:
    assert decode(b"a+2AA-b", "utf-7") == "a\ufffdb"
    assert "\ufffd" in decode(b"a\0\0\xd8b\0", "utf-16-le")


@pytest.mark.parametrize(
    ("text", "codec"),
    [(RUSSIAN.replace("№", ""), "koi8-r"), (RUSSIAN, "cp1251"), (GERMAN, "cp1252")],
)
def test_another_charset_under_the_name_of_utf_8(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "utf-8") == text


def test_a_cut_letter_is_no_reason_to_doubt_the_rest() -> None:
    assert decode(RUSSIAN.encode()[1:], "utf-8") == "\ufffd" + RUSSIAN[1:]


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("x-cp1251", "cp1251"),
        ("win-1251", "cp1251"),
        ("koi8r", "koi8-r"),
        ("dos-866", "cp866"),
        ("iso-8859-5", "iso-8859-5"),
        ("x-mac-cyrillic", "mac-cyrillic"),
        ("windows-1251; format=flowed", "cp1251"),
    ],
)
def test_names_as_programs_spell_them(declared: str, codec: str) -> None:
    text = RUSSIAN.replace("№", "N")
    assert decode(text.encode(codec), declared) == text


@pytest.mark.parametrize(
    "declared", ["windows-31j", "x-windows-949", "ks_c_5601-1989", "iso-8859-8-i", "cp936", "ms936"]
)
def test_more_names(declared: str) -> None:
    assert is_charset(declared)
