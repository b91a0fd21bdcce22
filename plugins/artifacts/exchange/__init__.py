"""Records out of other programs and into them: sheets of values, Markdown, JSON. Pure: texts in, values out."""
