"""A database and a desk's use cases on it, as the tests of the services have them."""

from tests.services.conftest import database, world

__all__ = ["database", "world"]
