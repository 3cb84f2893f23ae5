"""All tables. Importing this is what makes `Base.metadata` whole."""

from coach.storage.models.access import Key as Key
from coach.storage.models.access import KeyTeam as KeyTeam
from coach.storage.models.access import User as User
from coach.storage.models.access import UserTeam as UserTeam
from coach.storage.models.columns import Base as Base
from coach.storage.models.people import Client as Client
from coach.storage.models.people import Connection as Connection
from coach.storage.models.people import Contact as Contact
from coach.storage.models.people import Known as Known
from coach.storage.models.people import Team as Team
from coach.storage.models.people import Technician as Technician
from coach.storage.models.reviews import Finding as Finding
from coach.storage.models.reviews import Flag as Flag
from coach.storage.models.reviews import Review as Review
from coach.storage.models.reviews import Standard as Standard
from coach.storage.models.tickets import Message as Message
from coach.storage.models.tickets import Reply as Reply
from coach.storage.models.tickets import ReplyVersion as ReplyVersion
from coach.storage.models.tickets import Ticket as Ticket
from coach.storage.models.tickets import TicketEvent as TicketEvent
