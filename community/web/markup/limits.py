"""How much the renderer takes on. Numbers and their error, nothing else."""

LONGEST = 40_000  # characters of Markdown
DEEPEST = 20  # lists and quotes inside one another; deeper is left as text
BRACKETS = 2_000  # that may begin a link or a picture
CELLS = 5_000  # of one table


class TooLong(ValueError):
    """The text has more than LONGEST characters. Forms refuse it first, with words; this is the net."""
