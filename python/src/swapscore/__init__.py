"""SWAP-Score: predicts which neural network will train best, before anyone trains it.

``score``
    scores a module of PyTorch.
``SwapCounter``, ``count_patterns``
    count distinct activation patterns of activations in memory.
``rank``, ``study``, ``search``
    work on search spaces with the engine of the command ``swapscore``: the same seed gives the same bits.
``images``, ``spaces``, ``metrics``
    samples, and what there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._counter import SwapCounter, count_patterns
from ._engine import images, metrics, rank, search, spaces, study
from ._faults import SwapScoreError, required
from ._library import version
from ._outcomes import Ranking, SearchResult, Study
from ._result import Activation, MetricScore, Score

if TYPE_CHECKING:
    from ._score import score

__version__ = version()

__all__ = [
    "Activation",
    "MetricScore",
    "Ranking",
    "Score",
    "SearchResult",
    "Study",
    "SwapCounter",
    "SwapScoreError",
    "count_patterns",
    "images",
    "metrics",
    "rank",
    "score",
    "search",
    "spaces",
    "study",
]


def __getattr__(name: str) -> Any:
    # PyTorch takes seconds to import, and all but score goes without.
    if name != "score":
        raise AttributeError(f"module 'swapscore' has no attribute '{name}'")
    try:
        import torch  # noqa: F401
    except ImportError as fault:
        if fault.name != "torch":
            raise
        raise required("torch", "swapscore.score") from None
    from ._score import score

    globals()["score"] = score
    return score
