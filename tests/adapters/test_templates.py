"""Templates in a file that the owner edits, other processes write, and crashes must not break."""

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from shopdesk.adapters.templates.store import TinyTemplates
from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.errors import DiskFull, RecordsError
from shopdesk.domain.mail.conversation import Category
from shopdesk.ports.templates import Templates
from tests.adapters.templates_contract import (
    NOON,
    RICH,
    STATUS,
    THANKS,
    TemplatesContract,
    set_of,
)

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither modes nor signals")


def starter() -> Sequence[Template]:
    return [STATUS, THANKS]


def nothing() -> Sequence[Template]:
    raise AssertionError("the starter set was asked for again")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "templates.json"


class TestTinyTemplates(TemplatesContract):
    """The contract."""

    @pytest.fixture
    def templates(self, path: Path) -> Templates:
        return TinyTemplates(path, starter)


class TestOfTwoProcesses(TemplatesContract):
    """The contract once more: what one reads after another wrote."""

    @pytest.fixture
    def templates(self, path: Path) -> Templates:
        TinyTemplates(path, starter).all()
        return TinyTemplates(path, nothing)


def test_the_file_is_for_people(path: Path) -> None:
    TinyTemplates(path, starter).all()
    text = path.read_text("utf-8")
    assert "Chào {{ customer.first_name }}\\n“Đây ạ”" in text
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@posix
def test_the_files_are_for_the_owner_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        TinyTemplates(path, starter).put(STATUS)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_nothing_else_is_left_in_the_folder(path: Path) -> None:
    templates = TinyTemplates(path, starter)
    templates.put(THANKS)
    templates.used(THANKS.id, NOON)
    assert {file.name for file in path.parent.iterdir()} <= {path.name, f"{path.name}.lock"}


def test_what_the_owner_edits_is_seen_at_once(path: Path) -> None:
    templates = TinyTemplates(path, starter)
    templates.all()
    text = path.read_text("utf-8")
    path.write_text(text.replace("Спасибо вам!", "Спасибо Вам!"), "utf-8")
    assert set_of(templates)[THANKS.id].variants["ru"].body == "Спасибо Вам!"
    # and is not lost by the next write
    templates.used(STATUS.id, NOON)
    assert set_of(templates)[THANKS.id].variants["ru"].body == "Спасибо Вам!"


def test_what_the_owner_writes_by_hand_may_be_short(path: Path) -> None:
    path.parent.mkdir()
    entry = {"id": "a", "category": "order", "variants": {"en": {"title": "A", "body": "B"}}}
    path.write_text(json.dumps({"templates": {"7": entry}}))
    templates = TinyTemplates(path, nothing)
    templates.used("a", NOON)
    templates.put(THANKS)
    assert set_of(templates) == {
        "a": Template("a", Category.ORDER, {"en": Variant("A", "B")}, 1, NOON),
        THANKS.id: THANKS,
    }


FIRST_VERSION = """{
  "templates": {
    "1": {
      "category": "delivery",
      "id": "order-status",
      "used": "2026-11-02T12:00:00+00:00",
      "uses": 4,
      "variants": {"en": {"body": "Hi", "subject": "", "tags": ["parcel"], "title": "Where"}}
    }
  }
}
"""


def test_the_file_of_the_first_version_opens_and_is_written_on(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(FIRST_VERSION, "utf-8")
    old = Template(
        "order-status", Category.DELIVERY, {"en": Variant("Where", "Hi", tags=("parcel",))}, 4, NOON
    )
    templates = TinyTemplates(path, nothing)
    assert set_of(templates) == {old.id: old}
    templates.put(RICH)
    templates.used(old.id, NOON)
    assert set_of(TinyTemplates(path, nothing))[RICH.id] == RICH
    assert set_of(TinyTemplates(path, nothing))[old.id].uses == 5


def test_several_are_one_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = TinyTemplates(path, starter)
    templates.all()
    writes: list[Path] = []
    replace = Path.replace
    monkeypatch.setattr(
        Path,
        "replace",
        lambda self, to: writes.append(to) or replace(self, to),  # type: ignore[func-returns-value]
    )
    templates.put(RICH, THANKS, STATUS)
    assert writes == [path]


def test_an_unchanged_file_is_not_read_again(path: Path) -> None:
    templates = TinyTemplates(path, starter)
    assert templates.all() is templates.all()


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "templates.json"
    real.parent.mkdir()
    path.parent.mkdir()
    path.symlink_to(real)
    TinyTemplates(path, starter).put(THANKS)
    assert path.is_symlink()
    assert "Спасибо" in real.read_text("utf-8")


def test_a_stray_file_of_a_killed_writer_is_swept(path: Path) -> None:
    path.parent.mkdir()
    stray = path.with_name(".templates.json-x1y2.tmp")
    stray.write_text("half")
    other = path.with_name(".records.json-x1y2.tmp")
    other.write_text("not ours")
    TinyTemplates(path, starter)
    assert not stray.exists()
    assert other.exists()


def test_threads_do_not_lose_each_others_uses(path: Path) -> None:
    templates = TinyTemplates(path, starter)
    templates.all()

    def use() -> None:
        for _ in range(5):
            templates.used(STATUS.id, NOON)

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set_of(templates)[STATUS.id].uses == 20


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "profile").touch()
    with pytest.raises(RecordsError):
        TinyTemplates(tmp_path / "profile" / "templates.json", starter)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_breaks_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = TinyTemplates(path, starter)
    templates.all()
    before = path.read_bytes()

    def full(_suffix: str, _prefix: str, _folder: Path) -> tuple[int, str]:
        name = path.with_name(".templates.json-full.tmp")
        name.touch()
        return os.open("/dev/full", os.O_WRONLY), str(name)

    monkeypatch.setattr("tempfile.mkstemp", full)
    with pytest.raises(DiskFull, match="no room left"):
        templates.put(Template("new", Category.OTHER, {"en": Variant("A", "B")}))
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.tmp"))
    assert set_of(templates) == {STATUS.id: STATUS, THANKS.id: THANKS}


WRITER = """
import sys
from pathlib import Path
from shopdesk.adapters.templates.store import TinyTemplates
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.answer.template import Template, Variant

templates = TinyTemplates(Path(sys.argv[1]), list)
many = {str(n): Variant("title", "words " * 200) for n in range(20)}
for number in range(100_000):
    templates.put(Template(f"t{number % 30}", Category.OTHER, many, number))
    print(number, flush=True)
"""


@posix
def test_a_writer_killed_at_any_moment_leaves_a_whole_file(path: Path) -> None:
    kept = -1
    for kill in range(20):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout
        # killed at another moment of another write each time
        for _ in range(kill % 4 + 1):
            said = writer.stdout.readline()
        writer.kill()
        rest = writer.communicate()[0].split()
        kept = int(rest[-1] if rest else said)
        found = TinyTemplates(path, nothing).all()
        assert max(template.uses for template in found) >= kept
    assert kept >= 0
    assert not list(path.parent.glob("*.tmp"))
    assert not list(path.parent.glob("*.broken-*"))


@posix
def test_two_processes_do_not_lose_each_others_uses(path: Path) -> None:
    TinyTemplates(path, starter).all()
    script = (
        "import sys, datetime; from pathlib import Path\n"
        "from shopdesk.adapters.templates.store import TinyTemplates\n"
        "templates = TinyTemplates(Path(sys.argv[1]), list)\n"
        "for _ in range(10): templates.used('thanks', datetime.datetime.now(datetime.UTC))\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(2)]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert set_of(TinyTemplates(path, nothing))[THANKS.id].uses == 20


def test_the_start_does_not_wait_for_tinydb() -> None:
    script = "import sys, shopdesk.adapters.templates.store as t\nsys.exit('tinydb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
