"""Pages of people: HTTP in, HTTP out. One blueprint per file, named after it."""
