"""Moderation: hiding and restoring as rows that limit, and posts that wait for a moderator."""
