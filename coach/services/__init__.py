"""Use cases. Each takes a Session (or a maker of them), never a request; the edge that calls owns the transaction."""
