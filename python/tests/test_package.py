"""The package as it is built, typed and shown."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import swapscore

ROOT = Path(__file__).resolve().parents[2]


def test_wheel_holds_all_it_needs(tmp_path: Path) -> None:
    pytest.importorskip("setuptools")
    pytest.importorskip("wheel")
    environment = {**os.environ, "PYTHON": sys.executable}
    built = subprocess.run([str(ROOT / "scripts" / "wheel")], env=environment, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    wheel = max((ROOT / "artifacts" / "wheel").glob("swapscore-*.whl"), key=lambda path: path.stat().st_mtime)
    assert wheel.name == f"swapscore-{swapscore.__version__}-py3-none-manylinux_2_34_{os.uname().machine}.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path)
    assert {"swapscore/libswapscore.so", "swapscore/py.typed", "swapscore/NOTICE.txt", "swapscore/_score.py"} <= set(names)
    assert not [name for name in names if "test" in name or name.endswith(".pyc")]

    # Nothing but the wheel, and in an empty folder.
    plain = {name: value for name, value in os.environ.items() if name not in ("SWAPSCORE_LIBRARY", "PYTHONPATH")}
    code = "import swapscore; print(swapscore.count_patterns([[1.0, -1.0, 1.0]]), swapscore.__file__)"
    result = subprocess.run([sys.executable, "-c", code], env={**plain, "PYTHONPATH": str(tmp_path)}, cwd=tmp_path, capture_output=True, text=True)
    assert result.stdout.split()[0] == "2" and str(tmp_path) in result.stdout, result.stderr


def test_types_are_sound() -> None:
    checker = next((path for path in ("/usr/bin/mypy", shutil.which("mypy")) if path and os.path.exists(path)), None)
    if checker is None:
        pytest.skip("mypy is not installed")
    result = subprocess.run([checker, "--cache-dir", os.devnull, "--config-file", "pyproject.toml", "src/swapscore"], cwd=ROOT / "python", capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_version_is_that_of_the_product() -> None:
    assert f'version = "{swapscore.__version__}"' in (ROOT / "python" / "pyproject.toml").read_text()


def test_public_names_have_docstrings() -> None:
    for name in swapscore.__all__:
        if name == "score":
            pytest.importorskip("torch")
        assert getattr(swapscore, name).__doc__, name


@pytest.mark.parametrize("path", sorted((ROOT / "python" / "examples").glob("*.ipynb")), ids=lambda path: path.name)
def test_cells_of_notebooks_run(path: Path) -> None:
    for package in ("torch", "pandas", "matplotlib"):
        pytest.importorskip(package)
    import matplotlib

    matplotlib.use("Agg")
    notebook = json.loads(path.read_text())
    names: dict[str, object] = {}
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"{path.name}, cell {number}", "exec"), names)
            assert cell["outputs"] == [], "notebooks are kept without outputs"
