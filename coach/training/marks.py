"""Figures in Markdown pages: written between marks by the program that measured them, never by hand."""


def place(figures: str, page: str, mark: str) -> str:
    """The page with `figures` between `<!-- mark -->` and `<!-- /mark -->`."""
    begin, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{figures}{end}{after}"
