"""Which operations of PyTorch are activation functions, and which signs their values can have."""

from __future__ import annotations

from typing import Any, NamedTuple


class Function(NamedTuple):
    """An activation function.

    Attributes
    ----------
    name : str
        Its name, for example ``relu``.
    ternary : bool
        Whether its values can be negative.
    rectifier : bool
        Whether it is of the family of ReLU, which NWOT counts.
    published : bool
        Whether the published code records it: ReLU, GELU and SiLU.
    """

    name: str
    ternary: bool
    rectifier: bool = False
    published: bool = False


_BY_OPERATION = {
    "relu": Function("relu", ternary=False, rectifier=True, published=True),
    "gelu": Function("gelu", ternary=True, published=True),
    "silu": Function("silu", ternary=True, published=True),
    "leaky_relu": Function("leaky_relu", ternary=True, rectifier=True),
    "prelu": Function("prelu", ternary=True, rectifier=True),
    "_prelu_kernel": Function("prelu", ternary=True, rectifier=True),
    "rrelu_with_noise": Function("rrelu", ternary=True, rectifier=True),
    "hardswish": Function("hardswish", ternary=True),
    "mish": Function("mish", ternary=True),
    "elu": Function("elu", ternary=True),
    "selu": Function("selu", ternary=True),
    "celu": Function("celu", ternary=True),
}

_CAPPED = Function("relu6", ternary=False, rectifier=True)
_CLAMPED = Function("clamp", ternary=False, rectifier=True)
_THRESHOLD = Function("threshold", ternary=False, rectifier=True)

#: Modules that write their function out in arithmetic are known by these parts of their class's name.
_NAMED = {"gelu": "gelu", "silu": "silu", "swish": "silu", "mish": "mish", "relu": "relu", "elu": "elu"}


def of_operation(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Function | None:
    """The activation function that an operation of ATen is; None where it is none.

    Sigmoid, tanh and softplus are none: their signs say nothing, or the published code does not record them. A clamp is one where it cuts at zero from
    below and above 1 or not at all from above, as ReLU6 does.
    """
    operation = name[:-1] if name.endswith("_") and name != "_" else name
    if operation in _BY_OPERATION:
        return _BY_OPERATION[operation]
    if operation in ("hardtanh", "clamp", "clip"):
        least, most = _argument(args, kwargs, 1, "min_val", "min"), _argument(args, kwargs, 2, "max_val", "max")
        if _is_zero(least) and (most is None or (isinstance(most, (int, float)) and most > 1)):
            return _CAPPED if operation == "hardtanh" else _CLAMPED
    if operation == "clamp_min" and _is_zero(_argument(args, kwargs, 1, "min", "min")):
        return _CLAMPED
    if operation == "threshold" and _is_zero(_argument(args, kwargs, 2, "value", "value")):
        limit = _argument(args, kwargs, 1, "threshold", "threshold")
        return _THRESHOLD if isinstance(limit, (int, float)) and limit >= 0 else None
    return None


def of_module(class_name: str) -> Function | None:
    """The activation function that a class of modules without parts is named after; None where it is named after none."""
    name = class_name.lower()
    known = next((function for part, function in _NAMED.items() if part in name), None)
    return None if known is None else _BY_OPERATION[known]._replace(name=class_name, ternary=True)


def _argument(args: tuple[Any, ...], kwargs: dict[str, Any], place: int, *names: str) -> Any:
    if len(args) > place:
        return args[place]
    return next((kwargs[name] for name in names if name in kwargs), None)


def _is_zero(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value == 0
