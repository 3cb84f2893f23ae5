"""The command `coach`. One file a command or group; what takes long to import is imported where a command needs it."""

import typer

from coach.cli import audit, database, demo, evaluate, model, people, score, serve, standard, teams
from coach.cli.refusals import CoachGroup

app = typer.Typer(
    cls=CoachGroup,
    help="Reads what technicians write to clients, and coaches.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("score")(score.score)
app.command("serve")(serve.serve)
app.command("evaluate")(evaluate.evaluate)
app.command("audit")(audit.audit)
app.command("demo")(demo.demo)
app.command("train")(model.train)
app.add_typer(model.group, name="model")
app.add_typer(standard.group, name="standard")
app.add_typer(database.group, name="db")
app.add_typer(teams.group, name="team")
app.add_typer(people.users, name="user")
app.add_typer(people.keys, name="key")
