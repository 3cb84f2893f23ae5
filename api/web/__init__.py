"""The page: forms in, a context dataclass out, a template that only prints it."""
