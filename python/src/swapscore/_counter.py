"""Counting distinct activation patterns of activations that lie in memory."""

from __future__ import annotations

import ctypes
from types import TracebackType
from typing import Any

import numpy as np

from ._arrays import Layout, layout
from ._faults import SwapScoreError
from ._library import LIBRARY, call

PATTERNS, STANDARD_PATTERNS, AGREEMENT = 1, 2, 4


class SwapCounter:
    """Counts distinct sample-wise activation patterns, exactly, where the activations lie.

    It stands beside ``torch.unique(torch.sign(activations).T, dim=0)``: the count is the same, no matrix of signs is made, and activations of one
    network can come layer by layer.

    Parameters
    ----------
    samples : int, optional
        Number of samples; by default that of the first activations.
    ternary : bool
        Whether negative values differ from zero, as ``torch.sign`` has it. Values that are never negative have the same count either way, and
        are counted faster without.
    standard : bool
        Whether distinct patterns of whole samples are counted, too.
    agreement : bool
        Whether the agreement of every two samples is counted, too, for NWOT.

    Examples
    --------
    >>> counter = SwapCounter()
    >>> counter.add([[1.0, -1.0, 0.0, 2.0], [0.5, 3.0, 0.0, 1.0]])
    >>> counter.count
    3
    """

    def __init__(self, samples: int | None = None, *, ternary: bool = True, standard: bool = False, agreement: bool = False) -> None:
        self._ternary = ternary
        self._counted = PATTERNS + (STANDARD_PATTERNS if standard else 0) + (AGREEMENT if agreement else 0)
        self._handle = ctypes.c_void_p()
        self._samples = samples
        if samples is not None:
            self._open(samples)

    @property
    def samples(self) -> int | None:
        """Number of samples; None before the first activations where it was not given."""
        return self._samples

    @property
    def count(self) -> int:
        """Number of distinct sample-wise patterns so far: SWAP-Score."""
        return self._whole("counter_patterns") if self._handle else 0

    @property
    def standard_count(self) -> int:
        """Number of distinct patterns of whole samples so far."""
        return self._whole("counter_standard_patterns") if self._handle else 0

    @property
    def kernel(self) -> np.ndarray[Any, Any]:
        """On how many neurons every two samples agree, ``[sample][sample]``."""
        if not self._handle or self._samples is None:
            raise SwapScoreError("there are no activations yet; add some")
        kernel = np.empty((self._samples, self._samples))
        call("counter_kernel", self._handle, kernel.ctypes.data_as(ctypes.POINTER(ctypes.c_double)))
        return kernel

    @property
    def log_determinant(self) -> float:
        """ln |det K| of :attr:`kernel`, the score of NWOT; minus infinity where K is singular."""
        value = ctypes.c_double()
        call("counter_log_determinant", self._handle, ctypes.byref(value))
        return value.value

    def add(self, activations: Any) -> None:
        """Takes in the activations of some neurons.

        Parameters
        ----------
        activations : torch.Tensor or array_like
            ``[sample][...]``, of any strides, in half, bfloat16, single or double precision.

        Raises
        ------
        SwapScoreError
            The number of samples is another one, or a value is NaN or infinite.
        """
        self.add_layout(layout(activations))

    def add_layout(self, found: Layout) -> None:
        """Takes in activations whose layout is known."""
        if not found.shape:
            raise SwapScoreError("a single number has no samples; give an array of samples × neurons")
        if self._samples is None or not self._handle:
            self._open(found.shape[0])
        view = found.view()
        call("counter_push", self._handle, ctypes.byref(view.array))

    def clear(self) -> None:
        """Forgets what was counted, keeps the memory."""
        if self._handle:
            call("counter_clear", self._handle)

    def close(self) -> None:
        """Gives the memory back; the counter starts afresh when it is used again."""
        handle, self._handle = self._handle, ctypes.c_void_p()
        LIBRARY.swapscore_counter_free(handle)

    def collect_activations(self, activations: Any) -> None:
        """The published class ``SampleWiseActivationPatterns`` has this name: activations of one pass replace those before."""
        self.clear()
        self.add(activations)

    def calSWAP(self, regular_factor: Any = 1) -> Any:  # noqa: N802 - the name of the published code
        """The published class has this name: the count times a factor, after which the counter is empty."""
        count = self.count
        self.clear()
        return count * regular_factor

    def __enter__(self) -> SwapCounter:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_handle", None) and LIBRARY is not None:
            LIBRARY.swapscore_counter_free(self._handle)

    def __repr__(self) -> str:
        return f"SwapCounter({self.count} patterns of {self._samples} samples)"

    def _open(self, samples: int) -> None:
        call("counter_create", samples, int(self._ternary), self._counted, ctypes.byref(self._handle))
        self._samples = samples

    def _whole(self, name: str) -> int:
        value = ctypes.c_int64()
        call(name, self._handle, ctypes.byref(value))
        return value.value


def count_patterns(activations: Any, *, ternary: bool = True) -> int:
    """Number of distinct sample-wise patterns of an array: ``torch.unique(torch.sign(activations).T, dim=0).size(0)``.

    Parameters
    ----------
    activations : torch.Tensor or array_like
        ``[sample][...]``.
    ternary : bool
        Whether negative values differ from zero.

    Returns
    -------
    int
        The count.
    """
    with SwapCounter(ternary=ternary) as counter:
        counter.add(activations)
        return counter.count
