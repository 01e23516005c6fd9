"""The shared library: found, checked, loaded, and its functions declared."""

from __future__ import annotations

import ctypes
import os
import platform
import re
import struct
import sys
from pathlib import Path
from typing import Any

from ._faults import SwapScoreError

ABI_VERSION = 1

#: Names a library that is loaded instead of the one in the package.
VARIABLE = "SWAPSCORE_LIBRARY"

_MACHINES = {62: "x86_64", 183: "aarch64"}
_FLAGS = {"x86_64": ("avx2", "fma")}

Progress = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_int32, ctypes.c_int32, ctypes.c_void_p)


class Array(ctypes.Structure):
    """``swapscore_array``: an array of any layout; strides are in elements."""

    _fields_ = [
        ("data", ctypes.c_void_p),
        ("shape", ctypes.POINTER(ctypes.c_int64)),
        ("strides", ctypes.POINTER(ctypes.c_int64)),
        ("rank", ctypes.c_int32),
        ("type", ctypes.c_int32),
    ]


def path() -> Path:
    """Where the library is."""
    return Path(os.environ.get(VARIABLE) or Path(__file__).with_name("libswapscore.so"))


def check(library: Path) -> None:
    """Says in one line why a library cannot run here.

    Raises
    ------
    ImportError
        The system, the processor or the library is another one than needed.
    """
    if not sys.platform.startswith("linux"):
        raise ImportError(f"swapscore has a library for Linux alone; this is {sys.platform}")
    try:
        with open(library, "rb") as file:
            header = file.read(20)
    except OSError as fault:
        raise ImportError(f"swapscore cannot read its library {library}: {fault.strerror}; scripts/native builds it, wheels hold it") from None
    if len(header) < 20 or header[:4] != b"\x7fELF":
        raise ImportError(f"{library} is no shared library for Linux; install swapscore again")
    built = _MACHINES.get(struct.unpack_from("<H", header, 18)[0], "another processor")
    here = platform.machine()
    if built != here:
        raise ImportError(f"{library} is for {built}, this Python runs on {here}; install the wheel of swapscore for {here}")
    missing = [flag for flag in _FLAGS.get(here, ()) if flag not in _processor_flags()]
    if missing:
        raise ImportError(f"swapscore needs a processor with {' and '.join(flag.upper() for flag in missing)}, which this one does not have")


def _processor_flags() -> set[str]:
    try:
        with open("/proc/cpuinfo") as file:
            flags = re.search(r"^flags\s*:(.*)$", file.read(), re.MULTILINE)
    except OSError:
        flags = None
    return set(flags.group(1).split()) if flags else {flag for needed in _FLAGS.values() for flag in needed}


def explain(library: Path, fault: OSError) -> str:
    """What the dynamic linker says, in one line."""
    wanted = re.search(r"version [`']GLIBC_([0-9.]+)' not found", str(fault))
    if wanted:
        return f"{library} needs glibc {wanted.group(1)} or later, this system has {platform.libc_ver()[1] or 'none'}; use a newer system"
    if "GLIBC" in str(fault) or "ld-linux" in str(fault) or "musl" in str(fault):
        return f"{library} needs glibc, which this system does not have; use a system with glibc, such as Debian, Ubuntu or Fedora"
    return f"swapscore cannot load its library: {fault}"


def _load() -> ctypes.CDLL:
    found = path()
    check(found)
    try:
        library = ctypes.CDLL(str(found))
    except OSError as fault:
        raise ImportError(explain(found, fault)) from None
    try:
        version = library.swapscore_abi_version()
    except AttributeError:
        raise ImportError(f"{found} is no library of SwapScore; unset {VARIABLE}, or name another one") from None
    if version != ABI_VERSION:
        raise ImportError(f"{found} has interface {version}, this package needs {ABI_VERSION}; install swapscore again")
    _declare(library)
    return library


def _declare(library: ctypes.CDLL) -> None:
    i32, i64, f64, text, pointer = ctypes.c_int32, ctypes.c_int64, ctypes.c_double, ctypes.c_char_p, ctypes.c_void_p
    array, out = ctypes.POINTER(Array), ctypes.POINTER
    document = [text, array, Progress, pointer, out(pointer)]
    functions: dict[str, list[Any]] = {
        "counter_create": [i64, i32, i32, out(pointer)],
        "counter_push": [pointer, array],
        "counter_patterns": [pointer, out(i64)],
        "counter_standard_patterns": [pointer, out(i64)],
        "counter_kernel": [pointer, out(f64)],
        "counter_log_determinant": [pointer, out(f64)],
        "counter_clear": [pointer],
        "rank": document,
        "study": document,
        "search": document,
        "catalog": [out(pointer)],
        "images": [text, i32, i32, out(out(ctypes.c_float)), out(i64)],
        "normal": [i64, i32, i32, i64, out(ctypes.c_float)],
    }
    for name, arguments in functions.items():
        function = getattr(library, f"swapscore_{name}")
        function.argtypes, function.restype = arguments, i32
    library.swapscore_version.restype = text
    library.swapscore_last_error.argtypes, library.swapscore_last_error.restype = [text, i64], i64
    library.swapscore_counter_free.argtypes, library.swapscore_counter_free.restype = [pointer], None
    library.swapscore_free.argtypes, library.swapscore_free.restype = [pointer], None


LIBRARY = _load()


def call(name: str, *arguments: Any) -> None:
    """Calls a function of the library.

    Raises
    ------
    SwapScoreError
        The function reports a fault; the message is the library's.
    """
    code = getattr(LIBRARY, f"swapscore_{name}")(*arguments)
    if code != 0:
        length = LIBRARY.swapscore_last_error(None, 0)
        message = ctypes.create_string_buffer(length + 1)
        LIBRARY.swapscore_last_error(message, length + 1)
        raise SwapScoreError(message.value.decode(), code)


def version() -> str:
    """Version of the library."""
    text: bytes = LIBRARY.swapscore_version()
    return text.decode()
