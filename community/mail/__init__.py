"""Mail to people: one message in the reader's language, and the ways it leaves. Who gets what is decided by the modules."""
