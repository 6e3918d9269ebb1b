"""What is installed: a wheel with everything in it, that runs where nothing of the tree is."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import shopdesk

REPO = Path(__file__).parent.parent
PACKAGE = REPO / "shopdesk"
NOT_IN_IT = {"__pycache__", ".mypy_cache", ".ruff_cache"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was made from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(REPO)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower()
    return folder


def files_of_the_tree() -> set[str]:
    """Everything that belongs into the package."""
    return {
        path.relative_to(REPO).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and NOT_IN_IT.isdisjoint(path.parts)
    }


def test_the_wheel_has_every_file(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    inside = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    assert inside == files_of_the_tree()
    kinds = {Path(name).suffix for name in inside}
    assert {".py", ".sql", ".tcss", ".toml", ".md", ".typed"} <= kinds


def test_the_wheel_says_what_it_is(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        (name,) = (n for n in opened.namelist() if n.endswith(".dist-info/METADATA"))
        said = opened.read(name).decode("utf-8")
        assert any(n.endswith("/licenses/LICENSE") for n in opened.namelist())
    assert f"\nVersion: {shopdesk.__version__}\n" in said
    assert "\nRequires-Python: >=3.11\n" in said
    for extra in ("excel", "push", "oauth"):
        assert f"\nProvides-Extra: {extra}\n" in said
        assert f"[{extra}]" in (REPO / "README.md").read_text("utf-8") + "".join(
            path.read_text("utf-8") for path in (REPO / ".github" / "docs").glob("*.md")
        )


def test_the_sdist_has_what_its_tests_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as opened:
        inside = {name.partition("/")[2] for name in opened.getnames()}
    assert {"README.md", "LICENSE", "pyproject.toml", "tests/__main__.py"} <= inside
    assert ".github/screenshots/board.svg" in inside
    assert files_of_the_tree() <= inside
    assert not [name for name in inside if "__pycache__" in name or "/." in name[1:]]


def test_it_runs_where_nothing_of_the_tree_is(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    program = home / ("Scripts" if os.name == "nt" else "bin")
    python = str(program / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True, cwd=tmp_path, capture_output=True)
    _lend_libraries(python)
    config = tmp_path / "config.toml"
    config.write_text('[shop]\nzone = "Europe/London"\n[hours]\nmon = ["09:00-17:00"]\n', "utf-8")
    due = ["due", "--received", "2026-11-23T10:00", "--category", "complaint", "--config"]
    for words, said in (
        (["--version"], f"shopdesk {shopdesk.__version__}"),
        ([*due, str(config)], "10:05"),
        (["templates", "list"], "wrong-item"),
        (["config", "keys"], "reply ="),
        (["completion", "bash"], "_shopdesk"),
    ):
        done = subprocess.run(
            [str(program / "shopdesk"), "--profile", str(tmp_path / "profile"), *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        assert done.returncode == 0, done.stderr
        assert said in done.stdout


def _lend_libraries(python: str) -> None:
    """The libraries of these tests, without the tree that they run on."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    there = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True)
    here = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    # a path in a .pth file is searched, and its own .pth files (the tree's) are not
    (Path(there.stdout.strip()) / "lent.pth").write_text(here.stdout, "utf-8")
