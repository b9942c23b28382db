"""What every test may use: the repository's root, and a seeded source of random arrays.

TensorFlow, a GPU and the network are not at hand here; tests that need one carry a marker.
"""

import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root():
    """The folder of the checkout."""
    return ROOT


@pytest.fixture
def rng():
    """A numpy random generator with a fixed seed."""
    import numpy as np

    return np.random.default_rng(20260221)


def pytest_collection_modifyitems(items):
    """Skip tests marked `gpu` or `tensorflow` where there is none."""
    gpu, tensorflow = has_gpu(), has("tensorflow")
    for item in items:
        if not gpu and item.get_closest_marker("gpu"):
            item.add_marker(pytest.mark.skip(reason="needs cupy and a CUDA device"))
        if not tensorflow and item.get_closest_marker("tensorflow"):
            item.add_marker(pytest.mark.skip(reason="needs TensorFlow; see tox -e oracle"))


def has(package):
    """Whether a package is installed; it is not imported."""
    import importlib.util

    return importlib.util.find_spec(package) is not None


def has_gpu():
    """Whether cupy is installed and sees a device."""
    if not has("cupy"):
        return False
    import cupy

    return cupy.cuda.is_available()
