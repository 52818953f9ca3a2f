"""The examples in the rules' own words run: each module of ``domain`` shows its law at work."""

import doctest
import importlib
import pkgutil

import pytest

from motcua import domain

MODULES = sorted(module.name for module in pkgutil.walk_packages(domain.__path__, "motcua.domain."))


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
