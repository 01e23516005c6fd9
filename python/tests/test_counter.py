"""Counts against sets of tuples, the definition of a pattern."""

from __future__ import annotations

import threading

import numpy as np
import pytest

import swapscore
from swapscore import SwapCounter, SwapScoreError


def reference(values: np.ndarray, ternary: bool = True) -> int:
    signs = np.sign(values.astype(np.float64)) if ternary else values > 0
    return len({tuple(column) for column in signs.reshape(len(values), -1).T})


def drawn(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(-1, 2, shape).astype(np.float32)


@pytest.mark.parametrize("samples", [1, 5, 16, 20, 21, 32, 33, 64, 70])
@pytest.mark.parametrize("ternary", [False, True])
@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_count_is_that_of_a_set(samples: int, ternary: bool, kind: type) -> None:
    values = drawn(samples, 9, 31, seed=samples).astype(kind)
    assert swapscore.count_patterns(values, ternary=ternary) == reference(values, ternary)


@pytest.mark.parametrize("change", ["transposed", "reversed", "sliced", "broadcast", "integers", "big-endian"])
def test_any_layout(change: str) -> None:
    values = drawn(12, 8, 10)
    changed = {
        "transposed": lambda: np.asfortranarray(values),
        "reversed": lambda: values[::-1, ::-1, ::2],
        "sliced": lambda: values[:, 1:7:2, 3:],
        "broadcast": lambda: np.broadcast_to(values[:, :, :1], values.shape),
        "integers": lambda: values.astype(np.int64),
        "big-endian": lambda: values.astype(">f4"),
    }[change]()
    assert swapscore.count_patterns(changed) == reference(changed)


def test_layers_add_up() -> None:
    first, second = drawn(16, 300, seed=1), drawn(16, 4, 25, seed=2)
    counter = SwapCounter()
    counter.add(first)
    counter.add(second)
    assert counter.count == reference(np.concatenate([first, second.reshape(16, -1)], axis=1))
    assert counter.samples == 16
    counter.clear()
    assert counter.count == 0


def test_standard_patterns_and_agreement() -> None:
    values = drawn(6, 40)
    values[3] = values[1]
    counter = SwapCounter(standard=True, agreement=True)
    counter.add(values)
    positive = (values > 0).astype(float)
    kernel = positive @ positive.T + (1 - positive) @ (1 - positive).T
    assert counter.standard_count == 5
    assert np.array_equal(counter.kernel, kernel)
    assert counter.log_determinant == -np.inf
    counter.clear()
    counter.add(values[[0, 1, 2, 4, 5, 0]] * [[1], [1], [1], [1], [1], [-1]])
    assert np.isclose(counter.log_determinant, np.linalg.slogdet(counter.kernel)[1])


def test_faults_are_one_line() -> None:
    counter = SwapCounter(4)
    for wrong, words in [(np.ones((3, 2)), "3 samples"), (np.float32(1), "samples"), (np.array([["a"] * 4]), "signs"), ([[np.nan]] * 4, "NaN")]:
        with pytest.raises(SwapScoreError, match=words) as fault:
            counter.add(wrong)
        assert "\n" not in str(fault.value)
    with pytest.raises(SwapScoreError, match="samples"):
        SwapCounter(0)
    with pytest.raises(SwapScoreError, match="does not count"):
        counter.log_determinant


def test_closed_counter_starts_afresh() -> None:
    counter = SwapCounter()
    with counter:
        counter.add(drawn(4, 5))
    assert counter.count == 0
    counter.add(drawn(4, 5))
    assert counter.count == reference(drawn(4, 5))


def test_threads_share_a_counter() -> None:
    counter, values = SwapCounter(), drawn(16, 5000)
    counter.add(values[:, :1])
    threads = [threading.Thread(target=lambda: [counter.add(values) for _ in range(5)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter.count == reference(values)


def test_published_loop_with_one_line_changed() -> None:
    torch = pytest.importorskip("torch")
    features = [torch.nn.functional.relu(torch.randn(16, 8, 6, 6)), torch.nn.functional.gelu(torch.randn(16, 33))]

    def published(swap: object) -> int:
        activations = torch.cat([feature.view(16, -1) for feature in features], 1)
        swap.collect_activations(activations)
        return swap.calSWAP()

    expected = torch.unique(torch.sign(torch.cat([feature.view(16, -1) for feature in features], 1)).T, dim=0).size(0)
    swap = SwapCounter()
    assert [published(swap), published(swap)] == [expected, expected]


def test_tensors_of_every_type_and_layout() -> None:
    torch = pytest.importorskip("torch")
    values = torch.from_numpy(drawn(8, 6, 5, 4))
    expected = reference(values.numpy())
    for kind in (torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.int32):
        assert swapscore.count_patterns(values.to(kind)) == expected
    assert swapscore.count_patterns(values.contiguous(memory_format=torch.channels_last)) == expected
    assert swapscore.count_patterns(values.requires_grad_()) == expected
    assert swapscore.count_patterns(values.detach().permute(1, 2, 3, 0).contiguous().permute(3, 0, 1, 2)) == expected
    with pytest.raises(SwapScoreError, match="sparse"):
        swapscore.count_patterns(values.detach().view(8, -1).to_sparse())
