"""How much the renderer takes on. Numbers and their error, nothing else."""

LONGEST = 100_000  # characters of Markdown
DEEPEST = 20  # lists and quotes inside one another; deeper is left as text


class TooLong(ValueError):
    """The text has more than LONGEST characters. Forms refuse it first, with words; this is the net."""
