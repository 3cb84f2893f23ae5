"""`python -m coach.cli` is `coach`."""

from coach.cli import app

app(prog_name="coach")
