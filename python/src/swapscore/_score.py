"""Scoring modules of PyTorch."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np
import torch

from ._arrays import layout, split_samples
from ._counter import SwapCounter
from ._faults import SwapScoreError
from ._functions import Function
from ._result import Activation, MetricScore, Score
from ._state import Kept, draw, is_normalized, prepare
from ._watching import Modules, Watcher

METRICS = ("swap", "standard-patterns", "nwot")
INITS = ("auto", "gaussian", "kaiming", "keep")


class _Counters:
    """The counters of one repeat."""

    def __init__(self, samples: int, dimension: int, metrics: Sequence[str], published: bool) -> None:
        self._samples, self._dimension, self._published = samples, dimension, published
        self._patterns = SwapCounter(samples, standard="standard-patterns" in metrics)
        self._rectifiers = SwapCounter(samples, ternary=False, agreement=True) if "nwot" in metrics else None
        self.activations: list[Activation] = []
        self.unseen: list[str] = []

    def observe(self, path: str, function: Function, values: "torch.Tensor") -> None:
        if self._published and not function.published:
            return
        found = split_samples(layout(values), self._samples, self._dimension)
        if found is None:
            self.unseen.append(f"{path or 'the model'}: {function.name} of shape {tuple(values.shape)} does not hold {self._samples} samples")
            return
        self.activations.append(Activation(path, function.name, values.numel() // self._samples))
        try:
            self._patterns.add_layout(found)
            if self._rectifiers is not None and function.rectifier:
                self._rectifiers.add_layout(found)
        except SwapScoreError as fault:
            raise SwapScoreError(f"{path or 'the model'}: {fault}", fault.code) from None

    def finish(self, metric: str) -> float:
        if metric == "swap":
            return float(self._patterns.count)
        if metric == "standard-patterns":
            return float(self._patterns.standard_count)
        assert self._rectifiers is not None
        return self._rectifiers.log_determinant

    def clear(self) -> None:
        self.activations, self.unseen = [], []
        self._patterns.clear()
        if self._rectifiers is not None:
            self._rectifiers.clear()

    def close(self) -> None:
        self._patterns.close()
        if self._rectifiers is not None:
            self._rectifiers.close()


def score(
    model: "torch.nn.Module",
    batch: Any,
    repeats: int = 32,
    seed: int = 0,
    metrics: Sequence[str] = ("swap",),
    *,
    init: str = "auto",
    norm: str = "batch",
    activations: str = "all",
    batch_dim: int = 0,
) -> Score:
    """Scores an untrained network: the number of distinct sample-wise activation patterns, averaged over initializations.

    Every ReLU, GELU, SiLU, LeakyReLU, PReLU, Hardswish, Mish, ELU, SELU, CELU, and every clamp at zero is counted, whether a module or a function
    computes it. The model is left as it was found: weights, buffers, modes, hooks and PyTorch's stream of random numbers, after an error, too.

    Parameters
    ----------
    model : torch.nn.Module
        The model. Wrappers such as ``DataParallel`` are looked into.
    batch : torch.Tensor, tuple or dict
        The samples, or several arguments, by place or by name.
    repeats : int
        Number of initializations; with ``init="keep"`` there is one.
    seed : int
        Seed of the weights.
    metrics : sequence of str
        Among ``swap``, ``standard-patterns`` and ``nwot``. The first one gives :attr:`Score.mean`.
    init : {"auto", "gaussian", "kaiming", "keep"}
        ``gaussian`` draws matrices and kernels from N(0, 1), as published; ``kaiming`` from N(0, 2/n), n the inputs of an output; ``keep`` takes the
        model's own weights. ``auto`` is ``gaussian`` for models with a normalization, ``kaiming`` for others.
    norm : {"batch", "inference"}
        Whether batch normalization takes its statistics from the batch, as published, or from the model. Dropout is always off.
    activations : {"all", "published"}
        ``published`` counts ReLU, GELU and SiLU alone.
    batch_dim : int
        The dimension of the samples, 0 or 1.

    Returns
    -------
    Score
        Mean, standard error and values of every metric, and what was counted.

    Raises
    ------
    SwapScoreError
        An argument cannot be used, no activation was seen, or an activation is NaN or infinite.

    Examples
    --------
    >>> import torch, swapscore
    >>> model = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.BatchNorm2d(8), torch.nn.ReLU())
    >>> swapscore.score(model, swapscore.images(16), repeats=4).mean > 0
    True
    """
    _check(model, repeats, metrics, init, norm, activations, batch_dim)
    model = _unwrapped(model)
    inputs, names = _arguments(batch)
    samples = _samples((*inputs, *names.values()), batch_dim)
    chosen = ("gaussian" if is_normalized(model) else "kaiming") if init == "auto" else init
    kept = Kept(model)
    counters = _Counters(samples, batch_dim, metrics, activations == "published")
    modules = Modules(model, counters.observe)
    values: dict[str, list[float]] = {metric: [] for metric in metrics}
    notes: list[str] = []
    try:
        prepare(model, norm)
        for repeat in range(1 if chosen == "keep" else repeats):
            others = [] if chosen == "keep" else draw(model, chosen, seed, repeat)
            torch.default_generator.manual_seed(seed + repeat)
            counters.clear()
            modules.restart()
            with torch.no_grad(), Watcher(modules, counters.observe):
                model(*inputs, **names)
            if not counters.activations:
                raise SwapScoreError(_nothing(counters.unseen))
            for metric in metrics:
                values[metric].append(counters.finish(metric))
        notes += [f"not counted: {one}" for one in dict.fromkeys(counters.unseen)]
        if chosen != "keep" and others:
            notes.append(f"drawn by PyTorch or left as they were, since they are no real numbers: {', '.join(others)}")
        seen = tuple(counters.activations)
    finally:
        modules.remove()
        counters.close()
        kept.restore()
    return Score({name: MetricScore(np.array(one)) for name, one in values.items()}, chosen, samples, seed, seen, tuple(notes))


def _check(model: Any, repeats: int, metrics: Sequence[str], init: str, norm: str, activations: str, batch_dim: int) -> None:
    faults = []
    if not isinstance(model, torch.nn.Module):
        faults.append(f"the model is a {type(model).__name__}, which is no torch.nn.Module")
    if isinstance(metrics, str) or not metrics:
        faults.append("metrics is a list of names, such as ['swap']")
    else:
        faults += [f"'{name}' cannot be measured on a module; {', '.join(METRICS)} can" for name in metrics if name not in METRICS]
    if not isinstance(repeats, int) or repeats < 1:
        faults.append(f"repeats must be 1 or more, not {repeats}")
    for name, value, known in (("init", init, INITS), ("norm", norm, ("batch", "inference")), ("activations", activations, ("all", "published"))):
        if value not in known:
            faults.append(f"{name} must be one of {', '.join(known)}, not {value!r}")
    if batch_dim not in (0, 1):
        faults.append(f"batch_dim must be 0 or 1, not {batch_dim}")
    if faults:
        raise SwapScoreError("; ".join(faults))


def _unwrapped(model: Any) -> Any:
    """The model inside wrappers that would cut the batch into pieces, or compile what is to be seen."""
    while True:
        if isinstance(model, (torch.nn.DataParallel, torch.nn.parallel.DistributedDataParallel)):
            model = model.module
        elif isinstance(getattr(model, "_orig_mod", None), torch.nn.Module):
            model = model._orig_mod
        else:
            return model


def _arguments(batch: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    if isinstance(batch, dict) or (hasattr(batch, "keys") and hasattr(batch, "__getitem__")):
        return (), {name: batch[name] for name in batch.keys()}
    values = tuple(batch) if isinstance(batch, (tuple, list)) else (batch,)
    return tuple(torch.from_numpy(one) if isinstance(one, np.ndarray) else one for one in values), {}


def _samples(values: tuple[Any, ...], batch_dim: int) -> int:
    first = next((one for one in values if isinstance(one, torch.Tensor)), None)
    if first is None:
        raise SwapScoreError("the batch holds no tensor; give a tensor, a tuple or a dict of tensors")
    if first.dim() <= batch_dim or first.shape[batch_dim] < 1:
        raise SwapScoreError(f"the batch of shape {tuple(first.shape)} has no samples in dimension {batch_dim}")
    return int(first.shape[batch_dim])


def _nothing(unseen: list[str]) -> str:
    reason = f": {unseen[0]}" if unseen else "; ReLU, GELU, SiLU, LeakyReLU, PReLU, Hardswish, Mish, ELU, SELU, CELU and clamps at zero are"
    return f"the model computed no activation that is counted{reason}"
