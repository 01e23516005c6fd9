"""Ranking, studying and searching search spaces, by documents that go to the engine and come back."""

from __future__ import annotations

import ctypes
import json
from typing import Any, Callable, Sequence

import numpy as np

from ._arrays import images as image_view
from ._faults import SwapScoreError
from ._library import LIBRARY, Progress, call
from ._outcomes import Ranking, SearchResult, Study

#: Receives how much is done, and of how much.
ProgressFunction = Callable[[int, int], None]


def rank(
    space: str,
    architectures: Sequence[str] | None = None,
    images: Any = None,
    *,
    metrics: Sequence[str] = ("swap",),
    repeats: int = 32,
    seed: int = 0,
    task: str | None = None,
    labels: Sequence[int] | None = None,
    mu: float | None = None,
    sigma: float | None = None,
    threads: int | None = None,
    progress: ProgressFunction | None = None,
) -> Ranking:
    """Ranks architectures of a search space, with the same bits as ``swapscore score``.

    Parameters
    ----------
    space : str
        Name of the space, see :func:`spaces`.
    architectures : sequence of str, optional
        Names or texts in any form the space reads; by default the named ones of the space.
    images : array_like or torch.Tensor, optional
        ``[sample][channel][row][column]``, normalized; by default 16 built-in samples.
    metrics : sequence of str
        Names of metrics, see :func:`metrics`; the first one ranks.
    repeats : int
        Number of initializations that are averaged.
    seed : int
        Seed of the weights.
    task : str, optional
        A task of the space; by default its first one.
    labels : sequence of int, optional
        Class of every image, from 0, for metrics of a loss.
    mu, sigma : float, optional
        Of the regularized score, in thousands of parameters; by default from the sizes of the space.
    threads : int, optional
        Number of threads; they never change a score. By default one per core.
    progress : callable, optional
        Receives how many architectures are done, of how many.

    Returns
    -------
    Ranking
        The architectures, best first.
    """
    request = _request(space, task, metrics, repeats, seed, mu, sigma, threads, labels)
    if architectures is not None:
        request["architectures"] = _texts(architectures)
    return Ranking(_ask("rank", request, images, progress))


def study(
    frame: Any,
    space: str,
    *,
    architecture: str = "architecture",
    accuracy: str = "accuracy",
    images: Any = None,
    metrics: Sequence[str] = ("swap",),
    repeats: int = 32,
    seed: int = 0,
    task: str | None = None,
    labels: Sequence[int] | None = None,
    mu: float | None = None,
    sigma: float | None = None,
    threads: int | None = None,
    skip_invalid: bool = False,
    progress: ProgressFunction | None = None,
) -> Study:
    """Says how well metrics rank trained networks, as ``swapscore study`` does.

    Parameters
    ----------
    frame : pandas.DataFrame or mapping of columns
        One row per trained network.
    space : str
        Name of the space.
    architecture, accuracy : str
        Names of the columns of architectures and of what training gave.
    skip_invalid : bool
        Whether architectures that cannot be read are left out instead of being a fault.
    images, metrics, repeats, seed, task, labels, mu, sigma, threads, progress
        As of :func:`rank`.

    Returns
    -------
    Study
        Correlations with their intervals, baselines, and the scores of every row.
    """
    for column in (architecture, accuracy):
        if column not in frame:
            raise SwapScoreError(f"the frame has no column '{column}'; it has {', '.join(map(str, frame))}")
    request = _request(space, task, metrics, repeats, seed, mu, sigma, threads, labels)
    request["architectures"] = _texts(frame[architecture])
    request["accuracies"] = [float(value) for value in frame[accuracy]]
    request["skipInvalid"] = int(skip_invalid)
    return Study(_ask("study", request, images, progress))


def search(
    space: str,
    images: Any = None,
    *,
    evaluations: int | None = None,
    algorithm: str | None = None,
    metrics: Sequence[str] | None = None,
    repeats: int | None = None,
    seed: int = 0,
    fitness: str | None = None,
    paper: bool = False,
    population: int | None = None,
    tournament: int | None = None,
    mutations: int | None = None,
    crossover: float | None = None,
    max_seconds: float | None = None,
    max_parameters: int | None = None,
    max_flops: int | None = None,
    task: str | None = None,
    mu: float | None = None,
    sigma: float | None = None,
    threads: int | None = None,
    progress: ProgressFunction | None = None,
) -> SearchResult:
    """Searches an architecture, as ``swapscore search`` does.

    Parameters
    ----------
    space : str
        Name of the space.
    evaluations : int, optional
        Architectures that are scored; by default 1,100.
    algorithm : str, optional
        ``swap-nas`` (default), ``aging``, ``random``, ``local`` or ``exhaustive``.
    fitness : str, optional
        ``regularized``, ``plain``, ``adaptive`` or ``ranks``; by default regularized for swap, plain for other metrics.
    paper : bool
        Whether to search as the paper does: swap of 32 initializations, regularized, on the published network.
    metrics : sequence of str, optional
        By default ``swap-plus``, or ``swap`` for a fitness that is regularized or adaptive.
    repeats : int, optional
        Initializations per architecture; by default 8, as in the paper 32.
    population, tournament, mutations : int, optional
        Sizes of the search.
    crossover : float, optional
        Probability of a crossover.
    max_seconds : float, optional
        When the search ends though evaluations are left.
    max_parameters, max_flops : int, optional
        Limits at full size.
    images, seed, task, mu, sigma, threads, progress
        As of :func:`rank`.

    Returns
    -------
    SearchResult
        The best architecture in every form, the population and the front of score and size.
    """
    request = _request(space, task, metrics, repeats, seed, mu, sigma, threads, None)
    settings: dict[str, Any] = {
        "algorithm": algorithm,
        "fitness": fitness,
        "paper": 1 if paper else None,
        "evaluations": evaluations,
        "populationSize": population,
        "tournamentSize": tournament,
        "mutations": mutations,
        "crossover": crossover,
        "maximumSeconds": max_seconds,
        "maximumParameters": max_parameters,
        "maximumFlops": max_flops,
    }
    request.update({name: value for name, value in settings.items() if value is not None})
    return SearchResult(_ask("search", request, images, progress))


def images(count: int = 16, data: str = "natural32", side: int | None = None) -> np.ndarray[Any, Any]:
    """Loads images as the command does, normalized.

    Parameters
    ----------
    count : int
        Number of images.
    data : str
        ``natural32`` (built in, at most 64), ``noise``, or the path of a CIFAR or ImageNet16 file or folder.
    side : int, optional
        Side in pixels; by default that of the data.

    Returns
    -------
    numpy.ndarray
        ``[sample][channel][row][column]`` in single precision.
    """
    values, shape = ctypes.POINTER(ctypes.c_float)(), (ctypes.c_int64 * 4)()
    call("images", data.encode(), count, side or 0, ctypes.byref(values), shape)
    try:
        return np.ctypeslib.as_array(values, shape=tuple(shape)).copy()
    finally:
        LIBRARY.swapscore_free(values)


def spaces() -> list[dict[str, Any]]:
    """The search spaces: ``name``, ``size``, ``summary``, ``source``, ``tasks`` and the ``named`` architectures."""
    return list(_catalog()["spaces"])


def metrics() -> list[dict[str, Any]]:
    """The metrics of the engine: ``name``, ``direction``, ``needs``, ``summary``, ``settings`` and ``source``."""
    return list(_catalog()["metrics"])


def _catalog() -> dict[str, Any]:
    document = ctypes.c_void_p()
    call("catalog", ctypes.byref(document))
    return _take(document)


def _texts(values: Any) -> list[str]:
    if isinstance(values, str):
        raise SwapScoreError("architectures is a list of texts; put a single one in brackets")
    return [str(value) for value in values]


def _request(
    space: str,
    task: str | None,
    metrics: Sequence[str] | None,
    repeats: int | None,
    seed: int,
    mu: float | None,
    sigma: float | None,
    threads: int | None,
    labels: Sequence[int] | None,
) -> dict[str, Any]:
    if isinstance(metrics, str):
        raise SwapScoreError("metrics is a list of names, such as ['swap']")
    options = {"metrics": None if metrics is None else list(metrics), "repeats": repeats, "seed": seed, "mu": mu, "sigma": sigma}
    request = {
        "space": space,
        "task": task,
        "threads": threads,
        "labels": None if labels is None else [int(label) for label in labels],
        "options": {name: value for name, value in options.items() if value is not None},
    }
    return {name: value for name, value in request.items() if value is not None}


def _ask(name: str, request: dict[str, Any], images: Any, progress: ProgressFunction | None) -> dict[str, Any]:
    """Sends a request. Ctrl-C, and what the progress function raises, stop the work and are raised again."""
    raised: list[BaseException] = []

    def report(done: int, total: int, _: Any) -> int:
        try:
            if progress is not None:
                progress(done, total)
        except BaseException as fault:
            raised.append(fault)
        return int(bool(raised))

    view, document, callback = image_view(images), ctypes.c_void_p(), Progress(report)
    try:
        call(name, json.dumps(request).encode(), None if view is None else ctypes.byref(view.array), callback, None, ctypes.byref(document))
    except SwapScoreError:
        if raised:
            raise raised[0] from None
        raise
    if raised:
        LIBRARY.swapscore_free(document)
        raise raised[0]
    return _take(document)


def _take(document: ctypes.c_void_p) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(ctypes.string_at(document.value or 0))
        return read
    finally:
        LIBRARY.swapscore_free(document)
