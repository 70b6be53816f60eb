"""What users install: every sub-package and data file is in the wheel, and the wheel works elsewhere."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [Path(line) for line in listed.stdout.splitlines()]


def test_packages_are_all_listed() -> None:
    folders = {path.parent for path in tracked() if path.name == "__init__.py" and path.parts[0] != "tests"}
    expected = {".".join(("policygraph", *folder.parts)) for folder in folders}
    assert set(SETTINGS["tool"]["setuptools"]["packages"]) == expected


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    # Not from the checkout: there, folders named like modules would be imported.
    made = subprocess.run(command, cwd=out, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr[-2000:]
    return next(out.glob("*.whl"))


def test_wheel_holds_every_module_and_data_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    packages = {"data", "graph", "loaders", "queries", "viz"}
    expected = {
        f"policygraph/{path.as_posix()}"
        for path in tracked()
        if path.parts[0] in packages or (len(path.parts) == 1 and path.suffix in (".py", ".typed"))
    }
    assert held == expected


def test_wheel_runs_the_demo_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    # The wheel alone decides what policygraph is; its requirements are those already installed here.
    env = tmp_path / "env"
    venv.create(env, with_pip=False)
    site = next(env.glob("lib/python*/site-packages"))
    (site / "requirements.pth").write_text(
        "\n".join(p for p in sys.path if p.endswith("site-packages")), encoding="utf-8"
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    python = env / "bin" / "python"

    def run(*arguments: str) -> str:
        command = [str(python), "-P", "-m", "policygraph", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [str(python), "-P", "-c", "import policygraph; print(policygraph.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert str(site) in where.stdout
    run("build", str(ROOT / "examples"), "-o", "demo.lbug")
    assert "45-CTr/TU" in run("trace", "29-NQ/TW@2022", "-g", "demo.lbug")
    run("view", "29-NQ/TW@2022", "-g", "demo.lbug", "-o", "chain.html", "--no-open")
    run("export", "demo.ttl", "-g", "demo.lbug")
    assert "implement" in run("query", "--list")
    assert (tmp_path / "chain.html").stat().st_size > 10_000
    assert (tmp_path / "demo.ttl").stat().st_size > 10_000
