"""Columns that many tables share, as the first four steps made them. This never changes."""

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

Column = sa.Column[object]


def name(column: str, *, null: bool = False, unique: bool = False, index: bool = False) -> Column:
    return sa.Column(column, sa.String(200), nullable=null, unique=unique, index=index)


def words(column: str, *, null: bool = False) -> Column:
    return sa.Column(column, sa.Text, nullable=null)


def moment(column: str, *, null: bool = False, index: bool = False) -> Column:
    return sa.Column(column, sa.DateTime(timezone=True), nullable=null, index=index)


def number(column: str, *, null: bool = False) -> Column:
    return sa.Column(column, sa.Double, nullable=null)


def points_at(table: str, column: str, *, null: bool = False, index: bool = False, primary_key: bool = False) -> Column:
    target = sa.ForeignKey(f"{table}.id")
    return sa.Column(column, sa.Integer, target, nullable=null, index=index, primary_key=primary_key)


def own_id() -> Column:
    return sa.Column("id", sa.Integer, primary_key=True)


def known() -> tuple[SchemaItem, ...]:
    """Of what a connection knows by an id of its own."""
    return (
        own_id(),
        points_at("connections", "connection_id"),
        name("external_id"),
        sa.UniqueConstraint("connection_id", "external_id"),
    )
