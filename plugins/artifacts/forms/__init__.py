"""Forms of artifacts: text in, clean values or errors out. No permission, no database."""
