"""Our part of the sample network."""

from community.sdk import SampleNetwork


def load(network: SampleNetwork) -> None:
    """Threads and replies; every word of them is invented."""
    del network
