"""The command ``swapscore`` as the repository has built it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "artifacts" / "bin" / "SwapScore.Cli" / "release" / "SwapScore.Cli.dll"


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs the command; skips the test where it is not built."""
    if not PROGRAM.exists() or shutil.which("dotnet") is None:
        pytest.skip("the command is not built: dotnet build -c Release src/SwapScore.Cli")
    result = subprocess.run(["dotnet", str(PROGRAM), *arguments], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result


def document(*arguments: str) -> dict[str, Any]:
    """Runs the command for its JSON document."""
    read: dict[str, Any] = json.loads(run(*arguments, "--format", "json").stdout)
    return read


def without_times(read: dict[str, Any]) -> dict[str, Any]:
    """A document without what differs from run to run."""
    return {name: value for name, value in read.items() if name not in ("seconds", "threads")}
