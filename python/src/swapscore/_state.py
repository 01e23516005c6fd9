"""What a module was before it was scored, and the weights that are drawn for it."""

from __future__ import annotations

import ctypes
import math
from typing import Any

import numpy as np
import torch

from ._library import call

_NORMALIZATIONS = ("BatchNorm", "InstanceNorm", "GroupNorm", "LayerNorm", "RMSNorm", "LocalResponseNorm")


class Kept:
    """Weights, buffers and modes of a module, put back at the end. Gradients and ``requires_grad`` are never touched."""

    def __init__(self, model: "torch.nn.Module") -> None:
        self._modes = [(module, module.training) for module in model.modules()]
        self._values = [(tensor, tensor.detach().clone()) for tensor in (*model.parameters(), *model.buffers())]
        self._random = torch.get_rng_state()

    def restore(self) -> None:
        """Puts everything back."""
        with torch.no_grad():
            for tensor, copy in self._values:
                tensor.copy_(copy)
        for module, mode in self._modes:
            module.training = mode
        torch.set_rng_state(self._random)


def prepare(model: "torch.nn.Module", norm: str) -> None:
    """Modes as scoring needs them: dropout off, no auxiliary heads, statistics of the batch where asked for."""
    for module in model.modules():
        # Outside training this layer is one fused operation, inside which no activation is seen.
        is_fused = isinstance(module, torch.nn.TransformerEncoderLayer)
        takes_batch = norm == "batch" and isinstance(module, (torch.nn.modules.batchnorm._BatchNorm, torch.nn.modules.instancenorm._InstanceNorm))
        module.training = is_fused or takes_batch


def is_normalized(model: "torch.nn.Module") -> bool:
    """Whether any normalization is in a model: without one, weights of N(0, 1) overflow after some dozen layers."""
    return any(part in type(module).__name__ for module in model.modules() for part in _NORMALIZATIONS)


def draw(model: "torch.nn.Module", init: str, seed: int, repeat: int) -> list[str]:
    """Draws the weights of a repeat: matrices and kernels N(0, 1) or N(0, 2/n), scales 1, biases 0, slopes of PReLU 0.25.

    Every parameter has a stream of its own, named by seed, repeat and its number: the one that SwapScore draws for the same parameter of a network.

    Returns
    -------
    list of str
        Parameters whose type the library cannot draw; PyTorch has drawn them.
    """
    others = []
    with torch.no_grad():
        for number, (name, parameter) in enumerate(model.named_parameters()):
            last = name.rpartition(".")[2]
            if not parameter.is_floating_point() or parameter.is_sparse:
                parameter.normal_() if parameter.is_complex() else None
                others.append(name)
            elif last in ("weight_g", "original0"):
                parameter.fill_(1)
            elif parameter.dim() > 1:
                scale = math.sqrt(2 / _inputs(parameter)) if init == "kaiming" else 1.0
                parameter.copy_(_normal(seed, repeat, number, tuple(parameter.shape)).mul_(scale))
            elif "bias" in last:
                parameter.zero_()
            else:
                parameter.fill_(0.25 if _is_slope(model, name) else 1)
        for name, buffer in model.named_buffers():
            if name.endswith("running_mean"):
                buffer.zero_()
            elif name.endswith("running_var"):
                buffer.fill_(1)
    return others


def _inputs(parameter: Any) -> int:
    """Number of values that feed one output of a matrix or kernel."""
    return max(1, int(parameter[0].numel()))


def _is_slope(model: "torch.nn.Module", name: str) -> bool:
    return isinstance(model.get_submodule(name.rpartition(".")[0]), torch.nn.PReLU)


def _normal(seed: int, repeat: int, number: int, shape: tuple[int, ...]) -> "torch.Tensor":
    values = np.empty(int(np.prod(shape)), dtype=np.float32)
    call("normal", seed, repeat, number, values.size, values.ctypes.data_as(ctypes.POINTER(ctypes.c_float)))
    return torch.from_numpy(values).reshape(shape)
