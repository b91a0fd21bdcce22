"""How well two districts fit, from what the state reports of them and from their own words. Pure."""

from plugins.pairings.fit.factors import FACTORS, District, Fit, Wishes, fit

__all__ = ["FACTORS", "District", "Fit", "Wishes", "fit"]
