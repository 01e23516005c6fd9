"""Every faulty start is one clear line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import swapscore
from swapscore import _library

SOURCE = Path(swapscore.__file__).parents[1]


def start(code: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **variables}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)


def last_line(result: "subprocess.CompletedProcess[str]") -> str:
    assert result.returncode != 0
    return result.stderr.strip().splitlines()[-1]


def test_missing_library(tmp_path: Path) -> None:
    line = last_line(start("import swapscore", SWAPSCORE_LIBRARY=str(tmp_path / "none.so")))
    assert "cannot read its library" in line and "none.so" in line


def test_no_library_at_all(tmp_path: Path) -> None:
    file = tmp_path / "text.so"
    file.write_text("not a library, and longer than a header")
    assert "no shared library" in last_line(start("import swapscore", SWAPSCORE_LIBRARY=str(file)))


def test_library_of_another_processor(tmp_path: Path) -> None:
    file = tmp_path / "libswapscore.so"
    shutil.copy(_library.path(), file)
    with open(file, "r+b") as library:
        library.seek(18)
        library.write((183 if os.uname().machine == "x86_64" else 62).to_bytes(2, "little"))
    line = last_line(start("import swapscore", SWAPSCORE_LIBRARY=str(file)))
    assert "is for" in line and "install the wheel" in line


def test_library_of_another_product() -> None:
    other = next((path for path in ("/lib/x86_64-linux-gnu/libm.so.6", "/lib/aarch64-linux-gnu/libm.so.6", "/usr/lib64/libm.so.6") if os.path.exists(path)), None)
    if other is None:
        pytest.skip("there is no library to try")
    assert "is no library of SwapScore" in last_line(start("import swapscore", SWAPSCORE_LIBRARY=other))


def test_old_glibc() -> None:
    fault = OSError("/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.99' not found (required by libswapscore.so)")
    line = _library.explain(Path("libswapscore.so"), fault)
    assert "needs glibc 2.99 or later, this system has " in line and "\n" not in line


def test_library_for_a_newer_glibc(tmp_path: Path) -> None:
    # The name of a version the library asks for, changed in place: the linker says what a system with an old glibc would.
    content = _library.path().read_bytes()
    version = max((part for part in (b"GLIBC_2.34", b"GLIBC_2.33", b"GLIBC_2.17", b"GLIBC_2.14") if part + b"\0" in content), default=None)
    if version is None:
        pytest.skip("the library asks for no known version of glibc")
    file = tmp_path / "libswapscore.so"
    file.write_bytes(_with_version(content, version, b"GLIBC_2.99"))
    assert "needs glibc 2.99 or later" in last_line(start("import swapscore", SWAPSCORE_LIBRARY=str(file)))


def _with_version(content: bytes, old: bytes, new: bytes) -> bytes:
    def hashed(name: bytes) -> bytes:
        value = 0
        for byte in name:
            value = (value << 4) + byte
            high = value & 0xF0000000
            value = (value ^ (high >> 24)) & ~high
        return (value & 0xFFFFFFFF).to_bytes(4, "little")

    return content.replace(old + b"\0", new + b"\0").replace(hashed(old), hashed(new))


@pytest.mark.parametrize("system, line", [("darwin", "Linux alone"), ("win32", "Linux alone")])
def test_another_system(system: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(ImportError, match=line):
        _library.check(_library.path())


def test_old_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_library, "_processor_flags", lambda: {"sse2"})
    if os.uname().machine != "x86_64":
        pytest.skip("only x86-64 needs flags")
    with pytest.raises(ImportError, match="AVX2 and FMA"):
        _library.check(_library.path())


@pytest.mark.parametrize(
    "hidden, code, words",
    [
        ("torch", "swapscore.score", "swapscore.score needs torch"),
        ("pandas", "swapscore.rank('darts', ['PDARTS'], repeats=1).frame", "a table needs pandas"),
        ("matplotlib", "swapscore.rank('darts', ['PDARTS'], repeats=1).plot()", "a chart needs matplotlib"),
    ],
)
def test_missing_package(hidden: str, code: str, words: str) -> None:
    line = last_line(start(f"import sys; sys.modules['{hidden}'] = None\nimport swapscore\n{code}"))
    assert words in line and f"pip install {hidden}" in line


def test_sources_without_a_library(tmp_path: Path) -> None:
    # What a pip does that is too old for the tag of the wheel: it takes the sources, and asks them what they are.
    pytest.importorskip("setuptools")
    pytest.importorskip("wheel")
    for name in ("setup.py", "pyproject.toml", "README.md"):
        shutil.copy(SOURCE.parent / name, tmp_path)
    result = subprocess.run([sys.executable, "setup.py", "egg_info"], cwd=tmp_path, capture_output=True, text=True)
    line = last_line(result)
    assert "pip 20.3 or later" in line and "glibc 2.34" in line and "Traceback" not in result.stderr


def test_import_leaves_torch_and_pandas_alone() -> None:
    result = start("import sys, swapscore; print(sorted({'torch', 'pandas', 'matplotlib'} & set(sys.modules)))")
    assert result.stdout.strip() == "[]", result.stderr
