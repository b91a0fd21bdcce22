"""Who did what: written in the transaction of the deed, sealed into a chain, never edited. Its pages are in console."""

from community.ledger.record import record

__all__ = ["record"]
