"""Alembic's entry: it is handed an open connection by `upgrade`."""

from alembic import context
from sqlmodel import SQLModel

import desktop.models.tables  # noqa: F401 - fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
