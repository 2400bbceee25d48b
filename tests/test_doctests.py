"""The examples in the docstrings."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil

import pytest
import zhengwen


def _modules() -> list[str]:
    # Modules that need an optional extra are left to those who have it.
    torch = ("network", "training", "export")
    networks = [f"{model}_{part}" for model in ("encoder", "reader", "tagger") for part in torch]
    optional = {"zhengwen.__main__", *(f"zhengwen.models.{name}" for name in networks)}
    names = ["zhengwen"]
    for package in ("seeds", "corpus", "models", "extract", "evaluation"):
        module = importlib.import_module(f"zhengwen.{package}")
        names.append(module.__name__)
        names += [
            found.name for found in pkgutil.walk_packages(module.__path__, f"zhengwen.{package}.")
        ]
    return sorted(set(names) - optional)


def _with_examples() -> list[str]:
    return [
        name for name in _modules() if ">>>" in inspect.getsource(importlib.import_module(name))
    ]


@pytest.mark.parametrize("name", _with_examples())
def test_doctests(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0


def test_the_package_is_the_verb() -> None:
    (record,) = zhengwen.extract("青石镇修好3座便桥。")
    assert [m.text for count in record.counts for m in count.mentions] == ["3座"]
    assert zhengwen.extract.pipeline.load().extract("青石镇修好3座便桥。") == [record]
