"""Seeing the activations of a module of PyTorch while it runs, whether modules or functions compute them."""

from __future__ import annotations

from typing import Any, Callable

import torch
from torch.utils._python_dispatch import TorchDispatchMode

from ._functions import Function, of_module, of_operation

#: Receives the path of the module that is running, the function, and its values.
Observer = Callable[[str, Function, "torch.Tensor"], None]


class Watcher(TorchDispatchMode):  # type: ignore[misc]
    """Shows every activation to an observer, once, while it is the context.

    It sees the operations of ATen below all layers: ``nn.ReLU``, ``F.relu``, ``torch.relu_`` and scripted code end in the same operation. In-place
    operations are seen at once, before others change the values.
    """

    def __init__(self, modules: "Modules", observe: Observer) -> None:
        super().__init__()
        self._modules = modules
        self._observe = observe

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        result = func(*args, **kwargs)
        function = of_operation(func._schema.name.partition("::")[2], args, kwargs)
        if function is not None and isinstance(result, torch.Tensor):
            self._modules.note_activation()
            self._observe(self._modules.path, function, result)
        return result


class Modules:
    """Knows which module is running, by hooks that are removed at the end, and finds modules that write an activation function out in arithmetic.

    Parameters
    ----------
    model : torch.nn.Module
        The model.
    observe : callable
        Receives the values of modules such as ``NewGELUActivation`` inside which no operation was seen.
    """

    def __init__(self, model: "torch.nn.Module", observe: Observer) -> None:
        self._running: list[tuple[str, int]] = []
        self._activations = 0
        self._hooks: list[Any] = []
        for path, module in model.named_modules():
            if isinstance(module, torch.jit.ScriptModule):
                continue
            written_out = None if any(True for _ in module.children()) else of_module(type(module).__name__)
            self._hooks.append(module.register_forward_pre_hook(self._entering(path)))
            self._hooks.append(module.register_forward_hook(self._leaving(path, written_out, observe)))

    @property
    def path(self) -> str:
        """Path of the module that is running."""
        return self._running[-1][0] if self._running else ""

    def note_activation(self) -> None:
        """An operation that is an activation function was seen."""
        self._activations += 1

    def restart(self) -> None:
        """A new pass begins."""
        self._running.clear()

    def remove(self) -> None:
        """Removes all hooks."""
        for hook in self._hooks:
            hook.remove()
        self._hooks.clear()

    def _entering(self, path: str) -> Callable[..., None]:
        def enter(module: Any, inputs: Any) -> None:
            self._running.append((path, self._activations))

        return enter

    def _leaving(self, path: str, written_out: Function | None, observe: Observer) -> Callable[..., None]:
        def leave(module: Any, inputs: Any, output: Any) -> None:
            before = self._running.pop()[1] if self._running else self._activations
            if written_out is not None and before == self._activations and isinstance(output, torch.Tensor):
                self._activations += 1
                observe(path, written_out, output)

        return leave
