"""Mail to people: one message in the reader's language, and the ways it leaves. Who gets what, the modules decide."""

from community.mail.service import install

__all__ = ["install"]
