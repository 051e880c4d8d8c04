"""A second operator of the same library."""

from desktop.models.organisation import Operator, Role
from tests.building import World


def colleague(world: World) -> Operator:
    """Return an operator who is not the world's own."""
    row = world.connection.execute(
        "INSERT INTO operator(name, role) VALUES ('李雷', 'agent') RETURNING id"
    ).fetchone()
    return Operator(int(row[0]), "李雷", Role.AGENT)
