"""Ways in and out for text and tables that people keep elsewhere: sheets, Markdown. Pure."""
