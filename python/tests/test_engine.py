"""Rankings, studies and searches have the same bits as the command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import swapscore
from command import document, without_times
from swapscore import SwapScoreError

CELLS = [
    "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|",
    "|none~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|none~2|",
    "|skip_connect~0|+|nor_conv_3x3~0|nor_conv_1x1~1|+|nor_conv_3x3~0|avg_pool_3x3~1|nor_conv_1x1~2|",
]
ACCURACIES = [94.1, 87.5, 91.0]


def test_rank_is_the_document_of_the_command() -> None:
    ranking = swapscore.rank("nasbench201", CELLS, metrics=["swap", "nwot", "swap-regularised"], repeats=3, seed=7)
    expected = document("score", "--space", "nasbench201", "--metric", "swap,nwot,swap-regularised", "--repeats", "3", "--seed", "7", *CELLS)
    assert without_times(ranking.document) == without_times(expected)


def test_rank_of_own_images_is_that_of_the_command(tmp_path: Path) -> None:
    # A CIFAR-10 file of random pixels.
    generator = np.random.default_rng(3)
    (tmp_path / "data_batch_1.bin").write_bytes(b"".join(bytes([n % 10]) + generator.bytes(3072) for n in range(20)))
    expected = document("score", "--space", "darts", "PDARTS", "DARTS_V2", "--repeats", "2", "--batch-size", "8", "--data", str(tmp_path))
    images = swapscore.images(8, str(tmp_path))
    assert images.shape == (8, 3, 32, 32)
    strided = np.moveaxis(np.ascontiguousarray(np.moveaxis(images, 1, 3)), 3, 1)
    for given in (images, strided):
        ranking = swapscore.rank("darts", ["PDARTS", "DARTS_V2"], given, repeats=2, threads=1)
        assert ranking.results == expected["results"]


def test_study_is_the_document_of_the_command(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"cell": CELLS, "accuracy": ACCURACIES})
    table = tmp_path / "table.csv"
    frame.rename(columns={"cell": "architecture", "accuracy": "CIFAR10TestAccuracy200Epochs"}).to_csv(table, index=False)
    study = swapscore.study(frame, "nasbench201", architecture="cell", repeats=2)
    expected = document("study", "nasbench201", "--truth", str(table), "--repeats", "2")
    ours = {name: value for name, value in without_times(study.document).items() if name not in ("results", "truthFingerprint")}
    assert ours == {name: value for name, value in without_times(expected).items() if name != "truthFingerprint"}
    assert list(study.scores["accuracy"]) == ACCURACIES
    assert study.spearman() == study.correlations.loc["swap", "spearman"]
    ranked = swapscore.rank("nasbench201", CELLS, repeats=2).frame.set_index("architecture")["swap"]
    assert [ranked[cell] for cell in CELLS] == list(study.scores["swap"])


def test_search_is_the_document_of_the_command(tmp_path: Path) -> None:
    arguments = ["--evaluations", "12", "--population", "5", "--mutations", "2", "--repeats", "1", "--seed", "4"]
    expected = document("search", "--space", "nasbench201", *arguments, "--output", str(tmp_path / "run"), "--quiet")
    found = swapscore.search("nasbench201", evaluations=12, population=5, mutations=2, repeats=1, seed=4)
    assert without_times(found.document) == without_times(expected)
    assert found.architecture in repr(found) and found.best["forms"]


def test_search_of_the_paper_is_that_of_the_command(tmp_path: Path) -> None:
    arguments = ["--paper", "--evaluations", "6", "--population", "3", "--mutations", "2", "--repeats", "1"]
    expected = document("search", "--space", "nasbench201", *arguments, "--output", str(tmp_path / "run"), "--quiet")
    found = swapscore.search("nasbench201", evaluations=6, population=3, mutations=2, repeats=1, paper=True)
    assert without_times(found.document) == without_times(expected)
    assert found.document["options"]["metrics"] == ["swap"]


def test_frames_and_pages() -> None:
    pytest.importorskip("pandas")
    ranking = swapscore.rank("darts", repeats=2)
    assert len(ranking.frame) == len(ranking) == len(list(ranking)) > 3
    assert list(ranking.frame["swap"]) == sorted(ranking.frame["swap"], reverse=True)
    found = swapscore.search("darts", evaluations=10, population=4, repeats=1)
    assert len(found.population) == 4 and len(found.front) >= 1
    for page in (ranking._repr_html_(), found._repr_html_()):
        assert page.startswith("<table>") and page.endswith("</table>")
    assert "PDARTS" in repr(ranking)


def test_charts() -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    ranking = swapscore.rank("darts", repeats=2)
    assert ranking.plot().get_xlabel() == "swap"
    study = swapscore.study({"architecture": CELLS, "accuracy": ACCURACIES}, "nasbench201", repeats=1)
    assert "Spearman" in study.plot().get_title()
    assert swapscore.search("darts", evaluations=6, population=3, repeats=1).plot().get_ylabel() == "swap-plus"


def test_catalog() -> None:
    assert {"darts", "nasbench201", "flexibert"} <= {space["name"] for space in swapscore.spaces()}
    assert {"swap", "nwot", "zen"} <= {metric["name"] for metric in swapscore.metrics()}
    assert {"synflow", "grasp"} <= {metric["name"] for metric in swapscore.metrics()}


@pytest.mark.parametrize(
    "arguments, words",
    [
        ({"space": "dart"}, "darts"),
        ({"space": "darts", "architectures": ["PDART"]}, "PDART"),
        ({"space": "darts", "architectures": "PDARTS"}, "brackets"),
        ({"space": "darts", "metrics": ["swop"]}, "swop"),
        ({"space": "darts", "metrics": "swap"}, "list"),
        ({"space": "darts", "repeats": 0}, "repeats"),
        ({"space": "darts", "threads": 0}, "threads"),
        ({"space": "darts", "images": np.zeros((4, 3, 32), np.float32)}, "dimensions"),
        ({"space": "darts", "images": np.full((4, 3, 32, 32), np.nan, np.float32)}, "NaN"),
        ({"space": "darts", "images": np.zeros((4, 3, 32, 32), np.float32), "labels": [1]}, "labels"),
    ],
)
def test_faults_are_one_line(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(SwapScoreError, match=words) as fault:
        swapscore.rank(**arguments)
    assert "\n" not in str(fault.value) and fault.value.code > 1


def test_metrics_of_gradients_are_computed() -> None:
    images = np.random.default_rng(0).normal(size=(4, 3, 32, 32)).astype(np.float32)
    ranking = swapscore.rank("nasbench201", CELLS[1:], images, labels=[0, 1, 2, 3], metrics=["grasp", "snip"], repeats=1)
    assert all(np.isfinite(row["metrics"][name]["mean"]) for row in ranking.document["results"] for name in ("grasp", "snip"))


def test_study_names_a_missing_column() -> None:
    with pytest.raises(SwapScoreError, match="no column 'accuracy'; it has architecture, acc"):
        swapscore.study({"architecture": CELLS, "acc": ACCURACIES}, "nasbench201")
    with pytest.raises(SwapScoreError, match="row 2"):
        swapscore.study({"architecture": [CELLS[0], "nonsense"], "accuracy": [1, 2]}, "nasbench201", repeats=1)


def test_progress_reports_and_stops() -> None:
    seen: list[tuple[int, int]] = []
    swapscore.rank("nasbench201", CELLS, repeats=1, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (3, 3)

    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        swapscore.search("darts", evaluations=100_000, progress=stop)
