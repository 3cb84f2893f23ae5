"""Ticket Coach: reads what technicians write to clients and says how well each reply treats them."""

__version__ = "0.1.0"
