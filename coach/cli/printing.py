"""A review in the terminal: sentences coloured by what they do, verdicts with their reasons, what to improve."""

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coach.services import wording
from coach.services.wording import Family
from coach.standard.schema import Standard
from coach.types.reading import Reading, TaggedSentence
from coach.types.review import Review, Score

STYLES = {
    Family.CARES: "magenta",
    Family.OWNS: "blue",
    Family.HELPS: "cyan",
    Family.CLOSES: "green",
    Family.WEAKENS: "yellow",
    Family.PLAIN: "default",
    Family.QUOTED: "dim",
}


def print_review(review: Review, standard: Standard, *, console: Console | None = None) -> None:
    console = console or Console(highlight=False)
    if review.reading is None or review.score is None:
        console.print(Text(wording.unscored_reason(review.unscored or "failed")))
        return
    for part in (sentences(review.reading), verdicts(review.score), advice(review.score)):
        console.print(Padding(part, (0, 0, 1, 0)))
    overall = wording.overall(review.score, standard)
    made_by = review.made_by
    by = f"{made_by.standard} {made_by.standard_version}, {made_by.model} {made_by.model_version}"
    console.print(Text(f"{overall} Judged by {by}.".lstrip(), style="dim"))


def sentences(reading: Reading) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for each in reading.sentences:
        table.add_row(*sentence_row(each, reading.reply.text))
    return table


def sentence_row(tagged: TaggedSentence, text: str) -> tuple[Text, Text]:
    style = STYLES[wording.family(tagged.moves)]
    labels = ", ".join(wording.MOVES[move].label for move in tagged.moves)
    return Text(f"▌ {visible(tagged.span.of(text))}", style=style), Text(labels, style=f"italic {style}")


def verdicts(score: Score) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for field in (*wording.CORE, *wording.ASIDE):
        if verdict := score.verdicts.get(field):
            value = wording.value_name(field, verdict.value) + (" (not sure)" if field in score.unsure else "")
            weight = "bold" if field in wording.CORE else ""
            table.add_row(
                Text(wording.field_name(field), style=weight), Text(value, style=weight), visible(verdict.reason)
            )
    return table


def advice(score: Score) -> RenderableType:
    wanting = [finding for finding in score.findings if finding.weight]
    if not wanting:
        return Text("Nothing to improve.")
    names = ", ".join(wording.field_name(finding.dimension).lower() for finding in wanting)
    return Text(f"→ To improve: {names}.", style="yellow")


def visible(text: str) -> Text:
    """The text without characters that would steer a terminal; line ends stay."""
    return Text("".join(c if c.isprintable() or c == "\n" else " " if c.isspace() else "\ufffd" for c in text))
