"""What goes wrong, in one line each."""

from __future__ import annotations


class SwapScoreError(Exception):
    """A fault of what was asked for, or of the machine: the message says what was found and what to do.

    Attributes
    ----------
    code : int
        The number of the fault in ``swapscore.h``, for example 2 for an argument that cannot be used.
    """

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


def required(name: str, purpose: str) -> SwapScoreError:
    """The fault of a package that is not installed."""
    return SwapScoreError(f"{purpose} needs {name}, which this Python does not have; install it: pip install {name}", code=5)
