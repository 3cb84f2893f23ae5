"""What a trained reader answers: moves a sentence, and questions of the whole reply, in the order of its outputs."""

from coach.types.reading import Move, Need, NextStep, Tone

MOVES = tuple(move.value for move in Move if move is not Move.BOILERPLATE)
"""Told apart sentence by sentence, each yes or no; boilerplate is the cleaner's to say."""

YES_NO = (
    "to_own", "closes", "outcome", "settles", "confirmed", "waits", "hands_over", "unprompted", "client_upset",
    "impact_stated", "jargon",
)  # fmt: skip
"""Questions of the whole, answered yes or no."""

CHOICES: dict[str, tuple[str, ...]] = {
    "need": tuple(need.value for need in Need),
    "next_step": tuple(step.value for step in NextStep),
    "acts": ("firm", "soft", "none"),
    "tone": tuple(tone.value for tone in Tone),
}
"""Questions of the whole with one answer of several."""
