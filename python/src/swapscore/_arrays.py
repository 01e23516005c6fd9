"""Arrays of NumPy and tensors of PyTorch as the library sees them: where they lie, without a copy."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple, Sequence

import numpy as np

from ._faults import SwapScoreError
from ._library import Array

_TYPES = {"float32": 0, "float16": 1, "bfloat16": 2, "float64": 3}


class View(NamedTuple):
    """An array of the library, and what must stay alive while it is used."""

    array: Array
    alive: Any


class Layout(NamedTuple):
    """Where the values of an array lie; strides are in elements."""

    address: int
    type: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    alive: Any

    def view(self) -> View:
        """The array as the library takes it."""
        rank = len(self.shape)
        shape, strides = (ctypes.c_int64 * rank)(*self.shape), (ctypes.c_int64 * rank)(*self.strides)
        return View(Array(self.address, shape, strides, rank, self.type), (self.alive, shape, strides))


def is_tensor(values: Any) -> bool:
    """Whether something is a tensor of PyTorch, found out without importing it."""
    return hasattr(values, "data_ptr") and hasattr(values, "detach")


def layout(values: Any) -> Layout:
    """Where the values of a tensor or an array lie. Values on another device, and types that are no floating point, are copied.

    Raises
    ------
    SwapScoreError
        Such values cannot be read.
    """
    return _of_tensor(values) if is_tensor(values) else _of_array(values)


def _of_tensor(tensor: Any) -> Layout:
    tensor = tensor.detach()
    if tensor.is_sparse or tensor.is_complex() or tensor.is_quantized:
        raise SwapScoreError(f"a tensor of type {tensor.dtype} ({tensor.layout}) has no signs to count; make it dense and real")
    if tensor.device.type != "cpu":
        tensor = tensor.cpu()
    if hasattr(tensor, "resolve_neg"):
        tensor = tensor.resolve_neg()
    kind = _TYPES.get(str(tensor.dtype).replace("torch.", ""))
    if kind is None:
        tensor, kind = tensor.float(), 0
    return Layout(tensor.data_ptr(), kind, tuple(tensor.shape), tuple(tensor.stride()), tensor)


def _of_array(values: Any) -> Layout:
    array = np.asarray(values)
    if array.dtype.name not in _TYPES or not array.dtype.isnative or any(step % array.itemsize for step in array.strides):
        if array.dtype.kind not in "fiub":
            raise SwapScoreError(f"an array of type {array.dtype} has no signs to count; give floating-point numbers")
        array = array.astype(np.float32)
    return Layout(array.ctypes.data, _TYPES[array.dtype.name], array.shape, tuple(step // array.itemsize for step in array.strides), array)


def images(values: Any) -> View | None:
    """Images as the engine takes them: ``[sample][channel][row][column]`` in single precision."""
    if values is None:
        return None
    if is_tensor(values):
        values = values.detach().cpu().float()
    else:
        values = np.asarray(values, dtype=np.float32)
    return layout(values).view()


def split_samples(found: Layout, samples: int, dimension: int) -> Layout | None:
    """The same values with the samples as the first dimension; None where they are not to be found.

    Samples are the given dimension, or are merged with others in the first one: as ``[sample · others]`` where the dimension is 0, and as
    ``[others · sample]`` where it is 1.
    """
    shape, strides = list(found.shape), list(found.strides)
    place = dimension if dimension < len(shape) else 0
    if shape and shape[place] == samples:
        order: Sequence[int] = [place, *(i for i in range(len(shape)) if i != place)]
        return found._replace(shape=tuple(shape[i] for i in order), strides=tuple(strides[i] for i in order))
    if not shape or shape[0] % samples:
        return None
    others, stride = shape[0] // samples, strides[0]
    parts = (others * stride, stride) if dimension == 0 else (stride, samples * stride)
    return found._replace(shape=(samples, others, *shape[1:]), strides=(*parts, *strides[1:]))
