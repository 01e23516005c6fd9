"""Published-style counting against SwapCounter, on the same activations, in turns, in one run.

The activations are those of networks with random weights on the built-in images: a DARTS cell as the published code scores it, and a NAS-Bench-201 network of
15 cells. Times are of the processor (user and system), on one thread; each is the least of several turns.

    python3 python/bench/counting.py
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import conftest  # noqa: E402,F401 - the package as it lies in the repository

import torch  # noqa: E402
from torch import nn  # noqa: E402

import swapscore  # noqa: E402

TURNS = 5


def published(features: list[torch.Tensor]) -> int:
    """The loop of the published repository."""
    activations = torch.cat([feature.view(feature.size(0), -1) for feature in features], 1)
    patterns = torch.sign(activations).T
    return torch.unique(patterns, dim=0).size(0)


def ours(features: list[torch.Tensor], counter: swapscore.SwapCounter) -> int:
    """The same with one counter."""
    counter.clear()
    for feature in features:
        counter.add(feature)
    return counter.count


def convolution(inputs: int, outputs: int, stride: int = 1) -> nn.Module:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


def darts() -> nn.Module:
    """As many values as the reduction cell that the published code scores: 3 channels at 32×32, 6 at 32×32 and at 16×16."""
    return nn.Sequential(convolution(3, 3), convolution(3, 6), *(convolution(6, 6) for _ in range(4)), convolution(6, 6, 2), *(convolution(6, 6) for _ in range(3)))


def nasbench201() -> nn.Module:
    """15 cells of three convolutions each, 16 to 64 channels."""
    cells: list[nn.Module] = [convolution(3, 16)]
    for stage, width in enumerate((16, 32, 64)):
        cells.append(convolution(width if stage == 0 else width // 2, width, 1 if stage == 0 else 2))
        cells += [convolution(width, width) for _ in range(14)]
    return nn.Sequential(*cells)


def features_of(network: nn.Module, samples: int) -> list[torch.Tensor]:
    torch.manual_seed(0)
    for parameter in network.parameters():
        if parameter.dim() > 1:
            nn.init.normal_(parameter)
    found: list[torch.Tensor] = []
    for module in network.modules():
        if isinstance(module, nn.ReLU):
            module.register_forward_hook(lambda m, i, y: found.append(y.clone()))
    with torch.no_grad():
        network(torch.from_numpy(swapscore.images(samples)))
    return found


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    started = time.process_time()
    count = work()
    return time.process_time() - started, count


def main() -> None:
    torch.set_num_threads(1)
    print(f"swapscore {swapscore.__version__}, torch {torch.__version__}")
    print("| network | samples | neurons | patterns | published, ms | SwapCounter, ms | times as fast |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, network in (("DARTS", darts()), ("NAS-Bench-201", nasbench201())):
        for samples in (16, 32, 64):
            features = features_of(network, samples)
            counter = swapscore.SwapCounter(ternary=True)
            slow, fast = [], []
            for _ in range(TURNS):
                time_published, expected = seconds(lambda: published(features))
                time_ours, count = seconds(lambda: ours(features, counter))
                if count != expected:
                    raise SystemExit(f"{name}: {count} patterns instead of {expected}")
                slow.append(time_published)
                fast.append(time_ours)
            neurons = sum(feature[0].numel() for feature in features)
            print(f"| {name} | {samples} | {neurons:,} | {count:,} | {1000 * min(slow):.1f} | {1000 * min(fast):.2f} | {min(slow) / min(fast):.0f} |")


if __name__ == "__main__":
    main()
