"""Worlds for all tests of the folder."""

import pytest

from tests.operations.world import World, make_world


@pytest.fixture
def world() -> World:
    """Give a world of the test's own."""
    return make_world()


@pytest.fixture(scope="session")
def settled() -> World:
    """Give the world for tests that change nothing in it."""
    return make_world()
