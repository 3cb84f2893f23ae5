"""One file a step of the schema, each after the one that `down_revision` names. A released file never changes."""
