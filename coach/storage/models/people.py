"""Who is at the desk and whom it serves, each by the id that its connection gives."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.storage.models.columns import Base, Id, points_at


class Connection(Base):
    __tablename__ = "connections"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)


class Known:
    """Something a connection knows by an id of its own."""

    id: Mapped[Id]
    connection_id: Mapped[int] = points_at("connections.id")
    external_id: Mapped[str]


class Team(Known, Base):
    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("connection_id", "external_id"),)

    name: Mapped[str | None]


class Technician(Known, Base):
    __tablename__ = "technicians"
    __table_args__ = (UniqueConstraint("connection_id", "external_id"),)

    name: Mapped[str | None]
    team_id: Mapped[int | None] = points_at("teams.id", index=True)


class Client(Known, Base):
    __tablename__ = "clients"
    __table_args__ = (UniqueConstraint("connection_id", "external_id"),)

    name: Mapped[str | None]
    country: Mapped[str | None]
    time_zone: Mapped[str | None]


class Contact(Known, Base):
    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("connection_id", "external_id"),)

    name: Mapped[str | None]
    role: Mapped[str | None]
    client_id: Mapped[int | None] = points_at("clients.id", index=True)
