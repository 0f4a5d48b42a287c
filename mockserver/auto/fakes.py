"""Names of people and places; the only module that knows Faker."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faker import Faker


def fake(kind: str, seed: int) -> str:
    """Make a text of a kind, such as `city`; the same for the same seed and release of the library."""
    faker = _faker()
    faker.seed_instance(seed)
    return str(faker.format(kind)).replace("\n", ", ")


@cache
def _faker() -> "Faker":
    from faker import Faker  # takes long to import, and most servers make nothing up

    return Faker("en_US")
