"""What is kept and how it is found again. SQLAlchemy rows never leave this folder; `records` do."""
