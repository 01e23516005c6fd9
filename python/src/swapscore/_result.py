"""The score of a module."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from ._faults import required


class Activation(NamedTuple):
    """One activation that was counted.

    Attributes
    ----------
    module : str
        Path of the module that was running.
    function : str
        The activation function.
    neurons : int
        Values for one sample.
    """

    module: str
    function: str
    neurons: int


@dataclass(frozen=True)
class MetricScore:
    """The values of one metric, one per repeat."""

    values: np.ndarray[Any, Any]

    @property
    def mean(self) -> float:
        """Mean over the repeats."""
        return float(np.mean(self.values))

    @property
    def standard_error(self) -> float:
        """Standard error of the mean; 0 for a single value."""
        return float(np.std(self.values, ddof=1) / np.sqrt(self.values.size)) if self.values.size > 1 else 0.0

    def __str__(self) -> str:
        return f"{self.mean:.6g} ± {self.standard_error:.2g}" if self.values.size > 1 else f"{self.mean:.6g}"


@dataclass(frozen=True)
class Score:
    """The score of a module.

    Attributes
    ----------
    metrics : dict
        A :class:`MetricScore` for every metric, in the order asked for. :attr:`mean`, :attr:`standard_error` and :attr:`values` are those of the first.
    init : str
        How weights were drawn: ``gaussian``, ``kaiming`` or ``keep``.
    samples : int
        Number of samples.
    seed : int
        Seed of the weights.
    activations : tuple of Activation
        What was counted, in the order of computation.
    notes : tuple of str
        What a reader should know.
    """

    metrics: dict[str, MetricScore]
    init: str
    samples: int
    seed: int
    activations: tuple[Activation, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def mean(self) -> float:
        """Mean of the first metric over the repeats."""
        return self._first.mean

    @property
    def standard_error(self) -> float:
        """Standard error of :attr:`mean`; 0 for a single repeat."""
        return self._first.standard_error

    @property
    def values(self) -> np.ndarray[Any, Any]:
        """Values of the first metric, one per repeat."""
        return self._first.values

    @property
    def neurons(self) -> int:
        """Values of all activations for one sample."""
        return sum(one.neurons for one in self.activations)

    def __getitem__(self, metric: str) -> MetricScore:
        return self.metrics[metric]

    def to_frame(self) -> Any:
        """The values as a table of pandas, one row per repeat, one column per metric."""
        try:
            import pandas
        except ImportError:
            raise required("pandas", "a table") from None
        return pandas.DataFrame({name: score.values for name, score in self.metrics.items()}).rename_axis("repeat")

    def __str__(self) -> str:
        return ", ".join(f"{name} {score}" for name, score in self.metrics.items())

    def __repr__(self) -> str:
        repeats = self.values.size
        return f"Score({self}; {repeats} repeat{'s' if repeats > 1 else ''}, {self.samples} samples, {self.neurons} neurons, init {self.init})"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{html.escape(name)}</th><td>{score.mean:.6g}</td><td>± {score.standard_error:.2g}</td></tr>" for name, score in self.metrics.items()
        )
        facts = f"{self.values.size} repeats, {self.samples} samples, {self.neurons} neurons in {len(self.activations)} activations, init {self.init}"
        notes = "".join(f"<br>{html.escape(note)}" for note in self.notes)
        return f"<table><tr><th>metric</th><th>mean</th><th>standard error</th></tr>{rows}</table><small>{facts}{notes}</small>"

    @property
    def _first(self) -> MetricScore:
        return next(iter(self.metrics.values()))
