"""Tests run on the package as it lies in the repository, with the library that scripts/native makes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("SWAPSCORE_LIBRARY", str(ROOT / "artifacts" / "native" / "libswapscore.so"))
if os.environ.get("SWAPSCORE_TEST_INSTALLED") != "1":
    sys.path.insert(0, str(ROOT / "python" / "src"))
