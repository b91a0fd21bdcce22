"""Notices: what happened, made personal, kept until read, and mailed when it stays unread."""
