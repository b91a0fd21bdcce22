"""Forms of resources: text in, clean values or errors out."""
