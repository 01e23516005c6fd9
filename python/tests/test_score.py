"""Scores of modules against hooks written by hand, and against the command's way through ONNX."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import swapscore  # noqa: E402
from command import document, run  # noqa: E402
from swapscore import SwapScoreError  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402


class Block(nn.Module):
    """A block of ResNet-18: one rectifier a module, in place, and one a function."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = (
            nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)) if stride > 1 or inputs != outputs else nn.Identity()
        )

    def forward(self, x: Any) -> Any:
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + self.downsample(x))


class ResNet18(nn.Module):
    def __init__(self, width: int, stem: int = 3) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, width, stem, 1, stem // 2, bias=False), nn.BatchNorm2d(width), nn.ReLU(inplace=True))
        widths = [width, width, 2 * width, 4 * width, 8 * width]
        self.layers = nn.Sequential(
            *(nn.Sequential(Block(widths[i], widths[i + 1], 1 if i == 0 else 2), Block(widths[i + 1], widths[i + 1], 1)) for i in range(4))
        )
        self.head = nn.Linear(8 * width, 10)

    def forward(self, x: Any) -> Any:
        return self.head(self.layers(self.stem(x)).mean((2, 3)))


def resnet(width: int, seed: int) -> ResNet18:
    torch.manual_seed(seed)
    model = ResNet18(width)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
    return model


class Rectified(torch.overrides.TorchFunctionMode):
    """Shows what goes into every ReLU of a model, and what comes out."""

    def __init__(self, show: Any) -> None:
        super().__init__()
        self.show = show

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        before = args[0].clone() if func is F.relu else None
        result = func(*args, **(kwargs or {}))
        if before is not None:
            self.show(before.flatten(1), result.flatten(1))
        return result


def undecided(model: nn.Module, batch: Any) -> int:
    """Neurons with a value so near zero that the order of sums may decide its sign."""
    near = []
    with torch.no_grad(), Rectified(lambda x, y: near.append(int((x.abs() < 1e-5).any(0).sum()))):
        copy.deepcopy(model).double().eval()(batch.double())
    assert len(near) == 17
    return sum(near)


@pytest.mark.parametrize("width, side, seed", [(4, 8, 3), (4, 8, 6), (16, 16, 3)])
def test_resnet18_agrees_with_the_command_on_onnx(width: int, side: int, seed: int, tmp_path: Path) -> None:
    model, batch = resnet(width, seed), torch.randn(16, 3, side, side, generator=torch.Generator().manual_seed(seed))
    ours = swapscore.score(model, batch, init="keep", norm="inference", metrics=["swap", "standard-patterns"])
    np.save(tmp_path / "batch.npy", batch.numpy())
    torch.onnx.export(model.eval(), batch, str(tmp_path / "model.onnx"), do_constant_folding=False, input_names=["x"], dynamic_axes={"x": {0: "N"}})
    expected = document(
        "score", str(tmp_path / "model.onnx"), "--data", str(tmp_path / "batch.npy"), "--batch-size", "16", "--init", "keep", "--norm", "inference",
        "--metric", "swap,standard-patterns",
    )["results"][0]["metrics"]
    doubtful = undecided(model, batch)
    if width == 4:
        assert doubtful == 0
    assert abs(ours.mean - expected["swap"]["mean"]) <= doubtful
    assert doubtful < 0.001 * ours.neurons
    assert ours["standard-patterns"].mean == expected["standard-patterns"]["mean"]


class Recorded(nn.Module):
    """A model of many kinds of activations that notes each one itself, where it is computed."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 6, 3, padding=1)
        self.norm = nn.BatchNorm2d(6)
        self.shared = nn.ReLU(inplace=True)
        self.silu = nn.SiLU()
        self.dropout = nn.Dropout(0.5)
        self.linear = nn.Linear(6, 12)
        self.noted: list[Any] = []

    def note(self, x: Any) -> Any:
        self.noted.append(x.detach().clone().float().flatten(1))
        return x

    def forward(self, x: Any) -> Any:
        x = self.note(self.shared(self.norm(self.conv(x))))
        x = self.note(self.shared(self.conv(x[:, :3])))
        x = self.note(F.gelu(x - 0.5))
        x = self.dropout(x)
        x = self.note(torch.relu(x - 0.1))
        x = self.note((x - 0.2).relu_())
        x = self.note(F.relu6(x - 0.05, inplace=True))
        x = self.note(x.clamp(min=0))
        x = F.dropout(x, 0.5, self.training)
        x = self.note(F.leaky_relu(x - 0.1, 0.2)).mean((2, 3))
        x = self.note(self.silu(self.linear(x)))
        x = self.note(F.relu(x.bfloat16()))
        x = self.note(F.mish(self.note(F.hardswish(self.note(F.elu(x.float() - 0.01))))))
        x = torch.sigmoid(x) * torch.tanh(x)
        x = x / x.norm(dim=1, keepdim=True).clamp_min(1e-12)
        return x


def counted(model: Recorded, batch: Any) -> int:
    """What the model notes itself, counted by ``torch.unique``."""
    model.noted.clear()
    model.eval()
    with torch.no_grad():
        model(batch)
    return torch.unique(torch.sign(torch.cat(model.noted, 1)).T, dim=0).size(0)


@pytest.mark.parametrize("form", ["plain", "channels-last", "data-parallel", "inside another"])
def test_mixed_model_counts_what_a_reference_counts(form: str) -> None:
    torch.manual_seed(5)
    model, batch = Recorded(), torch.randn(9, 3, 7, 7)
    if form == "channels-last":
        model, batch = model.to(memory_format=torch.channels_last), batch.contiguous(memory_format=torch.channels_last)
    scored: nn.Module = nn.DataParallel(model) if form == "data-parallel" else nn.Sequential(model) if form == "inside another" else model
    expected = counted(model, batch)
    model.train()
    score = swapscore.score(scored, batch, init="keep", norm="inference")
    assert score.mean == expected
    assert score.neurons == sum(one.shape[1] for one in model.noted[: len(model.noted) // 2])
    assert [one.function for one in score.activations] == ["relu", "relu", "gelu", "relu", "relu", "relu6", "clamp", "leaky_relu", "silu", "relu", "elu", "hardswish", "mish"]


def test_scripted_modules_are_seen_into() -> None:
    part = nn.Sequential(nn.Linear(9, 30), nn.ReLU(), nn.Linear(30, 20), nn.GELU())
    batch = torch.randn(7, 9)
    with torch.no_grad():
        signs = torch.cat([part[:2](batch), part(batch)], 1).sign()
    score = swapscore.score(nn.Sequential(torch.jit.script(part), nn.Identity()), batch, init="keep")
    assert score.mean == torch.unique(signs.T, dim=0).size(0)


def test_half_precision_is_counted_as_it_is() -> None:
    class Halves(nn.Module):
        def forward(self, x: Any) -> Any:
            return F.leaky_relu((x - 0.5).half().float(), 1e-3).half()

    class Clamped(nn.Module):
        def forward(self, x: Any) -> Any:
            return torch.clamp(x.bfloat16(), min=0)

    batch = torch.randn(8, 500)
    for model in (Halves(), Clamped()):
        expected = torch.unique(torch.sign(model(batch).float()).T, dim=0).size(0)
        assert swapscore.score(model, batch, init="keep").mean == expected


class WrittenOut(nn.Module):
    """GELU in arithmetic, as some Transformers have it."""

    def forward(self, x: Any) -> Any:
        return 0.5 * x * (1 + torch.tanh(0.7978845608 * (x + 0.044715 * x**3)))


class NewGELUActivation(WrittenOut):
    pass


def test_modules_named_after_a_function_are_counted() -> None:
    batch = torch.randn(6, 40)
    model = nn.Sequential(nn.Linear(40, 30), NewGELUActivation())
    expected = torch.unique(torch.sign(model(batch).detach()).T, dim=0).size(0)
    assert swapscore.score(model, batch, init="keep").mean == expected
    with pytest.raises(SwapScoreError, match="computed no activation"):
        swapscore.score(nn.Sequential(nn.Linear(40, 30), WrittenOut()), batch)


@pytest.mark.parametrize("batch_first", [True, False])
def test_transformer(batch_first: bool) -> None:
    layer = nn.TransformerEncoderLayer(16, 2, 24, dropout=0.3, activation="gelu", batch_first=batch_first)
    model = nn.TransformerEncoder(layer, 2)
    batch = torch.randn(5, 7, 16)
    noted: list[Any] = []
    plain = copy.deepcopy(model)
    for module in plain.modules():
        module.training = isinstance(module, nn.TransformerEncoderLayer)
    for one in plain.layers:
        one.linear1.register_forward_hook(lambda m, i, y: noted.append(F.gelu(y)))
    given = batch if batch_first else batch.transpose(0, 1).contiguous()
    with torch.no_grad():
        plain(given)
    signs = torch.cat([(one if batch_first else one.transpose(0, 1)).reshape(5, -1) for one in noted], 1).sign()
    score = swapscore.score(model, given, init="keep", batch_dim=0 if batch_first else 1)
    assert score.mean == torch.unique(signs.T, dim=0).size(0)
    assert score.samples == 5 and score.neurons == 2 * 7 * 24
    assert [one.module for one in score.activations] == ["layers.0", "layers.1"]


def test_tokens_by_name() -> None:
    class Encoder(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embedding = nn.Embedding(50, 8)
            self.map = nn.Linear(8, 12)

        def forward(self, input_ids: Any, attention_mask: Any = None) -> Any:
            x = F.gelu(self.map(self.embedding(input_ids)))
            return F.relu(x.reshape(-1, 12) - 0.1)

    tokens = torch.randint(0, 50, (6, 11))
    score = swapscore.score(Encoder(), {"input_ids": tokens, "attention_mask": torch.ones_like(tokens)}, repeats=2)
    assert score.samples == 6 and score.neurons == 2 * 11 * 12


def test_nwot_is_that_of_the_published_formula() -> None:
    model, batch = resnet(4, 9), torch.randn(8, 3, 8, 8)
    kernel = np.zeros((8, 8))

    def agree(x: Any, y: Any) -> None:
        positive = (y > 0).double().numpy()
        kernel[...] += positive @ positive.T + (1 - positive) @ (1 - positive).T

    with torch.no_grad(), Rectified(agree):
        model.eval()(batch)
    score = swapscore.score(model, batch, init="keep", norm="inference", metrics=["nwot"])
    assert np.isclose(score.mean, np.linalg.slogdet(kernel)[1])


def test_weights_are_those_of_the_command(tmp_path: Path) -> None:
    from swapscore._state import _normal

    path = tmp_path / "network.onnx"
    run("export", "PDARTS", "--output", str(path), "--init", "gaussian", "--seed", "11", "--repeat", "2")
    content = path.read_bytes()
    # The first convolution of the network: 6 filters of 3 values.
    assert _normal(11, 1, 0, (18,)).numpy().tobytes() in content
    assert _normal(11, 0, 0, (18,)).numpy().tobytes() not in content


def test_score_is_repeatable_and_has_statistics() -> None:
    model, batch = resnet(4, 1), torch.randn(16, 3, 8, 8)
    first, again, other = (swapscore.score(model, batch, repeats=4, seed=seed) for seed in (3, 3, 4))
    assert np.array_equal(first.values, again.values) and not np.array_equal(first.values, other.values)
    assert first.init == "gaussian" and first.values.shape == (4,)
    assert np.isclose(first.standard_error, np.std(first.values, ddof=1) / 2) and first.mean == first.values.mean()
    assert swapscore.score(nn.Sequential(nn.Linear(3, 4), nn.ReLU()), torch.randn(4, 3), repeats=1).init == "kaiming"
    assert swapscore.score(model, batch, init="keep").values.shape == (1,)
    page = first._repr_html_()
    assert page.startswith("<table>") and "swap" in page and "4 repeats" in page
    assert "4 repeats, 16 samples" in repr(first)


class Failing(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.norm = nn.BatchNorm2d(4)
        self.dropout = nn.Dropout()
        self.fails = False

    def forward(self, x: Any) -> Any:
        x = F.relu(self.norm(self.conv(x)))
        if self.fails:
            raise ValueError("on purpose")
        return self.dropout(x)


@pytest.mark.parametrize("fails", [False, True])
def test_model_is_left_as_it_was(fails: bool) -> None:
    model = Failing()
    model.fails = fails
    model.train()
    model.norm.eval()
    model.conv.weight.grad = torch.ones_like(model.conv.weight)
    state, modes, random = copy.deepcopy(model.state_dict()), [one.training for one in model.modules()], torch.get_rng_state()
    addresses = [parameter.data_ptr() for parameter in model.parameters()]
    if fails:
        with pytest.raises(ValueError, match="on purpose"):
            swapscore.score(model, torch.randn(4, 3, 8, 8, generator=torch.Generator().manual_seed(0)))
    else:
        swapscore.score(model, torch.randn(4, 3, 8, 8, generator=torch.Generator().manual_seed(0)), repeats=2)
    assert all(torch.equal(value, state[name]) for name, value in model.state_dict().items())
    assert [one.training for one in model.modules()] == modes
    assert all(not one._forward_hooks and not one._forward_pre_hooks for one in model.modules())
    assert torch.equal(torch.get_rng_state(), random)
    assert [parameter.data_ptr() for parameter in model.parameters()] == addresses
    assert torch.equal(model.conv.weight.grad, torch.ones_like(model.conv.weight)) and model.conv.weight.requires_grad
    pickle.dumps(model)


@pytest.mark.parametrize(
    "arguments, words",
    [
        ({"metrics": ["synflow"]}, "'synflow' cannot be measured"),
        ({"metrics": "swap"}, "list of names"),
        ({"repeats": 0}, "repeats must be"),
        ({"init": "zeros"}, "init must be one of"),
        ({"norm": "none"}, "norm must be one of"),
        ({"batch_dim": 2}, "batch_dim must be"),
        ({"batch": "images"}, "no tensor"),
        ({"model": 3}, "no torch.nn.Module"),
        ({"batch": torch.full((4, 3), float("inf"))}, "NaN or infinite"),
        ({"batch": torch.zeros(0, 3)}, "no samples"),
    ],
)
def test_faults_are_one_line(arguments: dict[str, Any], words: str) -> None:
    given: dict[str, Any] = {"model": nn.Sequential(nn.Linear(3, 4), nn.ReLU()), "batch": torch.randn(4, 3), "repeats": 1, **arguments}
    with pytest.raises(SwapScoreError, match=words) as fault:
        swapscore.score(**given)
    assert "\n" not in str(fault.value)


def test_activations_without_the_samples_are_noted() -> None:
    class Mixing(nn.Module):
        def forward(self, x: Any) -> Any:
            return F.relu(x) + F.relu(x.sum()).reshape(1, 1)

    score = swapscore.score(Mixing(), torch.randn(4, 6), init="keep")
    assert score.neurons == 6 and "does not hold 4 samples" in score.notes[0]
