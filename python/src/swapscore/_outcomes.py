"""What the engine returns: documents, and tables and charts made of them."""

from __future__ import annotations

import html
from typing import Any, Iterator

from ._faults import required


class _Outcome:
    """A document of the engine, in the vocabulary of the product's JSON.

    Attributes
    ----------
    document : dict
        All fields, as ``swapscore … --format json`` writes them.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    @property
    def options(self) -> dict[str, Any]:
        """Metrics, repeats, seed, mu and sigma as they were used."""
        return dict(self.document["options"])


class Ranking(_Outcome):
    """Architectures, best first. Iterating gives one dict per architecture."""

    @property
    def results(self) -> list[dict[str, Any]]:
        """The architectures: ``rank``, ``tied``, ``name``, ``architecture``, ``parameters``, ``flops``, ``metrics``, or ``failure``."""
        return list(self.document["results"])

    @property
    def frame(self) -> Any:
        """The ranking as a table of pandas: a column per metric, and one of its standard error."""
        return _pandas().DataFrame([_flat(one, self.options["metrics"]) for one in self.results])

    def plot(self, axes: Any = None) -> Any:
        """Draws the scores with their standard errors; returns the axes."""
        axes = _axes(axes)
        metric = self.options["metrics"][0]
        scored = [one for one in reversed(self.results) if metric in one.get("metrics", {})]
        labels = [_label(one) for one in scored]
        axes.barh(
            range(len(scored)), [_number(one["metrics"][metric]["mean"]) for one in scored],
            xerr=[_number(one["metrics"][metric]["standardError"]) for one in scored], tick_label=labels,
        )
        axes.set_xlabel(metric)
        return axes

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def __repr__(self) -> str:
        lines = [f"Ranking of {len(self)} architectures of {self.document['space']}"]
        return "\n".join(lines + [" ".join(str(cell) for cell in row) for row in self._rows()])

    def _repr_html_(self) -> str:
        return _html(["rank", "architecture", self.options["metrics"][0], "parameters"], self._rows())

    def _rows(self) -> list[list[Any]]:
        metric = self.options["metrics"][0]
        return [
            [f"{'≈' if one.get('tied') else ''}{one.get('rank', '–')}", _label(one), one.get("failure") or _estimate(one["metrics"].get(metric)), one.get("parameters", "")]
            for one in self.results
        ]


class Study(_Outcome):
    """How well metrics rank trained networks."""

    @property
    def correlations(self) -> Any:
        """A table of pandas, one row per metric and baseline: ``spearman`` with the ends of its 95 % interval, ``kendall``, ``pearson`` and more."""
        return _pandas().DataFrame.from_dict(self.document["metrics"], orient="index").drop(columns="singleRepeat", errors="ignore").rename_axis("metric")

    @property
    def scores(self) -> Any:
        """A table of pandas, one row per network: ``row``, ``architecture``, ``accuracy``, and the mean of every metric."""
        return _pandas().DataFrame([_flat(one, list(self.document["metrics"])) for one in self.document["results"]])

    @property
    def failures(self) -> list[dict[str, Any]]:
        """Rows without a score, and why."""
        return list(self.document.get("failures", []))

    def spearman(self, metric: str | None = None) -> float:
        """Spearman's coefficient of a metric; by default of the first one."""
        return _number(self.document["metrics"][metric or self.options["metrics"][0]]["spearman"])

    def plot(self, metric: str | None = None, axes: Any = None) -> Any:
        """Draws accuracy over the score; returns the axes."""
        axes = _axes(axes)
        name = metric or self.options["metrics"][0]
        points = [(one["metrics"][name]["mean"], one["accuracy"]) for one in self.document["results"] if name in one.get("metrics", {})]
        axes.scatter([_number(x) for x, _ in points], [y for _, y in points], s=8, alpha=0.6)
        axes.set_xlabel(name)
        axes.set_ylabel("accuracy")
        axes.set_title(f"{len(points)} networks, Spearman {self.spearman(name):.3f}")
        return axes

    def __repr__(self) -> str:
        return "\n".join([f"Study of {self.document['architectures']} networks of {self.document['space']}", *(" ".join(map(str, row)) for row in self._rows())])

    def _repr_html_(self) -> str:
        return _html(["metric", "Spearman", "95 % interval", "Kendall"], self._rows())

    def _rows(self) -> list[list[Any]]:
        return [
            [name, f"{_number(one['spearman']):.3f}", f"{_number(one['spearmanLow']):.3f} … {_number(one['spearmanHigh']):.3f}", f"{_number(one['kendall']):.3f}"]
            for name, one in self.document["metrics"].items()
        ]


class SearchResult(_Outcome):
    """What a search has found."""

    @property
    def best(self) -> dict[str, Any]:
        """The best candidate: ``architecture``, ``forms``, ``scores``, ``fitness``, ``parameters``, ``flops`` and ``fullSize``."""
        return dict(self.document["best"])

    @property
    def architecture(self) -> str:
        """The text of the best architecture."""
        return str(self.document["best"]["architecture"])

    @property
    def population(self) -> Any:
        """The population at the end as a table of pandas, fittest first."""
        return self._candidates("population")

    @property
    def front(self) -> Any:
        """Candidates that no other one beats in score and size, as a table of pandas."""
        return self._candidates("front")

    def plot(self, axes: Any = None) -> Any:
        """Draws the scores of population and front over their parameters; returns the axes."""
        axes = _axes(axes)
        metric = self.options["metrics"][0]
        for name in ("population", "front"):
            found = self.document[name]
            axes.plot([one["parameters"] for one in found], [_number(one["scores"][metric]) for one in found], "." if name == "population" else "x", label=name)
        axes.set_xlabel("parameters of the scoring network")
        axes.set_ylabel(metric)
        axes.legend()
        return axes

    def __repr__(self) -> str:
        return f"SearchResult({self.document['scored']} scored; best {self.architecture}, fitness {_number(self.document['best']['fitness']):.6g})"

    def _repr_html_(self) -> str:
        best = self.document["best"]
        return _html(["best of", "fitness", "architecture"], [[self.document["scored"], f"{_number(best['fitness']):.6g}", best["architecture"]]])

    def _candidates(self, name: str) -> Any:
        rows = [{**{key: value for key, value in one.items() if key != "scores"}, **{metric: _number(value) for metric, value in one["scores"].items()}} for one in self.document[name]]
        return _pandas().DataFrame(rows)


def _flat(one: dict[str, Any], metrics: list[str]) -> dict[str, Any]:
    row = {key: value for key, value in one.items() if key not in ("metrics", "undefined", "notes")}
    for metric in metrics:
        score = one.get("metrics", {}).get(metric)
        row[metric] = float("nan") if score is None else _number(score["mean"])
        row[f"{metric}.standardError"] = float("nan") if score is None else _number(score["standardError"])
    return row


def _number(value: Any) -> float:
    # NaN and infinities are texts in JSON, and float reads these.
    return float(value)


def _label(one: dict[str, Any]) -> str:
    return str(one.get("name") or one["architecture"])


def _estimate(score: Any) -> str:
    return "–" if score is None else f"{_number(score['mean']):.6g} ± {_number(score['standardError']):.2g}"


def _html(titles: list[str], rows: list[list[Any]]) -> str:
    head = "".join(f"<th>{html.escape(title)}</th>" for title in titles)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _pandas() -> Any:
    try:
        import pandas
    except ImportError:
        raise required("pandas", "a table") from None
    return pandas


def _axes(axes: Any) -> Any:
    if axes is not None:
        return axes
    try:
        from matplotlib import pyplot
    except ImportError:
        raise required("matplotlib", "a chart") from None
    return pyplot.subplots()[1]
