"""The one Policy that every file of this folder writes its rules into. No rule stands here."""

from community.access import Policy

rules = Policy("people")
