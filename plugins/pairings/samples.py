"""Our part of the sample network."""

from community.sdk import SampleNetwork


def load(network: SampleNetwork) -> None:
    """A round of the first collaboration."""
    del network
