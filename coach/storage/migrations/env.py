"""What Alembic runs: on the connection that `upgrade` opened, inside its transaction."""

from alembic import context

from coach.storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    compare_type=True,
)
context.run_migrations()
