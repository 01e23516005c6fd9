"""The wheel holds a shared library, so it is for one system; it holds no extension module, so it is for every version of Python."""

import sys
from pathlib import Path

from setuptools import Distribution, setup
from wheel.bdist_wheel import bdist_wheel

# The sources hold no library. pip comes here where it takes no wheel: it is too old to know the tag, or the system is another one.
if "sdist" not in sys.argv and not (Path(__file__).resolve().parent / "src" / "swapscore" / "libswapscore.so").exists():
    raise SystemExit(
        "swapscore is installed from a wheel, and this pip took none: wheels are for Linux with glibc 2.34 or later, and need pip 20.3 or later "
        "(python3 -m pip install --upgrade pip); in a clone, scripts/wheel makes one"
    )


class LibraryDistribution(Distribution):
    """A distribution with code for one processor."""

    def has_ext_modules(self) -> bool:
        return True


class LibraryWheel(bdist_wheel):
    """A wheel for any Python 3 on one system."""

    def get_tag(self) -> "tuple[str, str, str]":
        return "py3", "none", super().get_tag()[2]


setup(distclass=LibraryDistribution, cmdclass={"bdist_wheel": LibraryWheel})
