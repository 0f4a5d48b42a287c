"""What users install: the wheel, and an editable checkout."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.server import running, words

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
DATA = ("contracts", "fixtures")
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info")
WHERE = "from mockserver import resources; print(resources.contracts(), resources.fixtures(), sep='\\n')"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the checkout, so that nothing is built inside it."""
    return Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("checkout") / "copy", ignore=LEFT_OUT))


def installed(environment: Path, what: Path, *options: str) -> Path:
    """Make a fresh environment, install into it, and give its folder of programs."""
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    programs = environment / "bin"
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", *options, what], check=True)
    return programs


@pytest.fixture(scope="module")
def plain(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory.mktemp("plain"), checkout)


@pytest.fixture(scope="module")
def editable(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory.mktemp("editable"), checkout, "--editable")


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Build the wheel and list its files."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--quiet", "--no-deps", "--wheel-dir", str(folder))
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, checkout], check=True)
    [file] = folder.iterdir()
    return [Path(name) for name in ZipFile(file).namelist()]


def resource_folders(programs: Path, cwd: Path) -> list[Path]:
    done = subprocess.run([programs / "python", "-c", WHERE], capture_output=True, text=True, check=True, cwd=cwd)
    return [Path(line) for line in done.stdout.splitlines()]


def test_a_plain_install_has_its_own_data(plain: Path, tmp_path: Path) -> None:
    folders = resource_folders(plain, tmp_path)

    assert [("mockserver", "_data", name) for name in DATA] == [folder.parts[-3:] for folder in folders]
    assert all(folder.is_relative_to(plain.parent) for folder in folders)


def test_a_plain_install_serves_from_anywhere(plain: Path, tmp_path: Path) -> None:
    with running(tmp_path / "log", command=plain / "mockserver", cwd=tmp_path) as server:
        answer = server.ask("play text")

        assert (0, "") == server.end()
    assert "completed" == answer["status"]


def test_an_editable_install_has_the_checkout_s_data(editable: Path, checkout: Path, tmp_path: Path) -> None:
    assert [checkout / name for name in DATA] == resource_folders(editable, tmp_path)


def test_an_editable_install_sees_an_edited_scenario(editable: Path, checkout: Path, tmp_path: Path) -> None:
    scenario = checkout / "fixtures" / "text.yaml"
    scenario.write_text("steps: [{when: {last_user: play text}, reply: [{message: Edited.}]}]")
    with running(tmp_path / "log", command=editable / "mockserver", cwd=tmp_path) as server:
        assert "Edited." == words(server.ask("play text"))


def test_the_wheel_has_the_document_of_the_admin_api(wheel: list[Path]) -> None:
    assert Path("mockserver/http/admin/openapi.json") in wheel


def test_the_wheel_has_one_package(wheel: list[Path]) -> None:
    top = {path.parts[0] for path in wheel}

    assert {"mockserver"} == {name for name in top if not name.endswith(".dist-info")}
    assert 2 == len(top)


@pytest.mark.parametrize("name", DATA)
def test_the_wheel_has_all_data(wheel: list[Path], name: str) -> None:
    files = {path.relative_to(ROOT) for path in (ROOT / name).rglob("*") if path.is_file()}
    packed = {path.relative_to("mockserver/_data") for path in wheel if path.is_relative_to(f"mockserver/_data/{name}")}

    assert files == packed


def test_the_wheel_has_all_modules(wheel: list[Path]) -> None:
    modules = {path.relative_to(ROOT) for path in (ROOT / "mockserver").rglob("*.py")}

    assert modules | {Path("mockserver/py.typed")} <= {*wheel}
