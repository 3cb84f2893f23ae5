"""Opaque marks for things that are named outside, and hashes for things that are compared."""

import hashlib
import secrets


def new_key(kind: str) -> str:
    """An id that tells nothing and cannot be guessed, with the kind of thing in front: `r_…`, `f_…`."""
    return f"{kind}_{secrets.token_urlsafe(12)}"


def words_hash(text: str) -> str:
    """The same for texts that differ in white space alone: systems re-wrap what they pass on."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
