"""A mail's HTML in a browser: nothing in it runs, and nothing is fetched."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.mime import MimeReader
from shopdesk.adapters.mime.file import File, made
from shopdesk.adapters.mime.page import page
from tests.servers.requirement import require

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PICTURE = made("shoe.png", b"PNG", "image/png", "Shoe@x")

REMOTE = [
    "<img src='//{host}/a.png'>",
    "<img srcset='http://{host}/a.png 2x' src='x'>",
    "<img src=cid:unknown><img src=' http://{host}/a.png'>",
    "<picture><source srcset='http://{host}/a.png'><img></picture>",
    "<body background='http://{host}/b.png'>",
    "<table background='http://{host}/b.png'><tr><td background='http://{host}/c.png'>x</table>",
    "<p style='background: url(http://{host}/s.png)'>x</p>",
    "<p style=\"background-image: u\\72l('http://{host}/s.png')\">x</p>",
    "<p style='list-style-image: url(http://{host}/s.png)'>x</p>",
    "<ul style='list-style: url(http://{host}/s.png)'><li>x</ul>",
    "<p style='content: url(http://{host}/s.png); cursor: url(http://{host}/c.cur), auto'>x</p>",
    "<p style='border: 9px solid; border-image: url(http://{host}/s.png) 30'>x</p>",
    "<p style='background-color: url(http://{host}/s.png)'>x</p>",
    "<p style='color: image-set(\"http://{host}/i\" 1x)'>x</p>",
    "<style>@import url(http://{host}/s.css); p {{ background: url(http://{host}/t) }}</style><p>x",
    "<style>@font-face {{ font-family: f; src: url(http://{host}/f.woff) }}"
    " p {{ font-family: f }}</style><p>x",
    "<link rel=stylesheet href='http://{host}/s.css'><link rel=prefetch href='http://{host}/p'>",
    "<link rel=dns-prefetch href='//{host}'><link rel=preconnect href='http://{host}'>",
    "<link rel=icon href='http://{host}/favicon.ico'>",
    "<script src='http://{host}/s.js'></script><script>fetch('http://{host}/f')</script>",
    "<img src=x onerror=\"fetch('http://{host}/e')\">",
    "<svg><image href='http://{host}/i.png'/><use href='http://{host}/u.svg#a'/></svg>",
    "<svg><style>@import 'http://{host}/s.css'</style></svg>",
    "<math><mi xlink:href='http://{host}/m' href='http://{host}/m'>x</mi></math>",
    "<meta http-equiv=refresh content='0; url=http://{host}/r'>",
    "<base href='http://{host}/'><img src='a.png'>",
    "<iframe src='http://{host}/i'></iframe><iframe srcdoc=\"<img src='http://{host}/j'>\"></iframe>",
    "<object data='http://{host}/o'></object><embed src='http://{host}/e'>",
    "<video src='http://{host}/v' poster='http://{host}/p' autoplay></video>",
    "<audio src='http://{host}/a' autoplay preload=auto></audio><track src='http://{host}/t'>",
    "<form action='http://{host}/f'><input type=image src='http://{host}/i' autofocus></form>",
    "<form action='http://{host}/f' id=f></form><script>f.submit()</script>",
    "<noscript><img src='http://{host}/n'></noscript>",
    "<template><img src='http://{host}/t'></template>",
    "<!--[if mso]><img src='http://{host}/mso.png'><![endif]--><![CDATA[<img src=http://{host}/>]]>",
    "<a href='http://{host}/l' ping='http://{host}/p'>x</a><frameset><frame src='http://{host}/f'>",
    "</body></html><img src='http://{host}/after.png'><isindex action='http://{host}/'>",
]


@pytest.fixture
def visits() -> Iterator[tuple[str, list[str]]]:
    """A listener's address, and who has connected to it so far."""
    seen: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection:
                        connection.settimeout(5)
                        request = connection.recv(1000).decode("latin-1")
                        seen.append(request.partition("\r\n")[0])
                        connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"shop.example:{listener.getsockname()[1]}", seen
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def browse(file: Path, home: Path) -> str:
    """Open a file in a real browser for as long as it loads anything; gives its page then."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    require(None if browser else "no Chromium is installed")
    assert browser
    done = subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            f"--user-data-dir={home}",
            "--host-resolver-rules=MAP * 127.0.0.1",
            "--virtual-time-budget=2000",
            "--dump-dom",
            file.as_uri(),
        ],
        capture_output=True,
        timeout=60,
        check=True,
    )
    return done.stdout.decode("utf-8")


def mail(source: str) -> bytes:
    """A mail of nothing but HTML."""
    return b"Content-Type: text/html; charset=utf-8\r\n\r\n" + source.encode("utf-8")


def test_opening_a_mail_makes_no_connection(tmp_path: Path, visits: tuple[str, list[str]]) -> None:
    host, seen = visits
    source = "\n".join(["<p>Hello", *(one.format(host=host) for one in REMOTE), "<p>the end"])
    shown = MimeReader().html(mail(source))
    assert shown is not None
    file = tmp_path / "mail.html"
    file.write_text(shown, "utf-8")
    assert "the end" in browse(file, tmp_path / "home")
    assert seen == []


def test_the_listener_would_have_noticed(tmp_path: Path, visits: tuple[str, list[str]]) -> None:
    host, seen = visits
    file = tmp_path / "mail.html"
    file.write_text(f"<img src='http://{host}/pixel.gif'>", "utf-8")
    browse(file, tmp_path / "home")
    assert any("pixel.gif" in request for request in seen)


def shown(source: str, *files: File) -> str:
    """The body of the page."""
    return page(source, files).partition("<body>\n")[2].partition("\n</body>")[0]


@pytest.mark.parametrize("source", REMOTE)
def test_nothing_of_another_computer_is_in_the_page(source: str) -> None:
    left = shown(source.format(host="evil.example"))
    assert "evil.example" not in left.replace('href="http://evil.example/l"', "")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Hello <b>there</b></p>", "<p>Hello <b>there</b></p>"),
        ("<p style='color:red'>a</p>", '<p style="color:red">a</p>'),
        ("<p style='color: rgb(1, 2, 3)'>a</p>", '<p style="color:rgb(1, 2, 3)">a</p>'),
        ("<table><tr><td colspan=2>a</table>", '<tr><td colspan="2">a</td></tr>'),
        ("<a href='https://x.example/'>a</a>", 'href="https://x.example/"'),
        ("<a href='mailto:a@b.example'>a</a>", 'href="mailto:a@b.example"'),
        ("<img src='cid:shoe@x' alt=shoe>", 'src="data:image/png;base64,UE5H"'),
        ("<img src='cid:Shoe%40x'>", 'src="data:image/png;base64,UE5H"'),
        ("<img src='data:image/gif;base64,R0lG'>", 'src="data:image/gif;base64,R0lG"'),
        ("<img src=cid:shoe@x><img src=cid:shoe@x>", 'base64,UE5H"><img src="data:image/png'),
    ],
)
def test_what_is_harmless_stays(source: str, expected: str) -> None:
    assert expected in shown(source, PICTURE)


@pytest.mark.parametrize(
    "source",
    [
        "<a href='javascript:alert(1)'>a</a>",
        "<a href='data:text/html,x'>a</a>",
        "<a href='file:///etc/passwd'>a</a>",
        "<img src='data:image/svg+xml;base64,AAAA'>",
        "<img src='cid:vector@x'>",
        "<p onclick='alert(1)'>a</p>",
    ],
)
def test_what_could_do_something_goes(source: str) -> None:
    vector = made("a.svg", b"<svg/>", "image/svg+xml", "vector@x")
    left = shown(source, vector)
    assert not any(f" {name}=" in left for name in ("href", "src", "onclick"))


def test_the_page_forbids_its_browser_to_load_anything() -> None:
    assert "content=\"default-src 'none'; img-src data:" in page("<p>a", ())


def test_pictures_have_an_upper_limit() -> None:
    large = made("large.png", bytes(10 * 1024 * 1024), "image/png", "large@x")
    assert shown("<img src=cid:large@x>" * 5, large).count("base64,") == 2


def test_a_mail_without_html_has_no_page() -> None:
    assert MimeReader().html(b"From: a@b.example\r\n\r\nHello") is None


def test_the_html_of_an_alternative_is_shown() -> None:
    raw = (
        b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n\r\nHello\r\n"
        b"--x\r\nContent-Type: text/html\r\n\r\n<p>Hello <i>there</i></p>\r\n--x--\r\n"
    )
    found = MimeReader().html(raw)
    assert found is not None
    assert "<i>there</i>" in found


@given(st.text(alphabet="<>/'\"= \nabimgsrcstyleurl:;()cd@x&#0", max_size=80))
def test_any_html_gives_a_page_without_scripts(source: str) -> None:
    assert "<script" not in shown(source)
