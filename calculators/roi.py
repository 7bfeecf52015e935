"""ROI: what was spent, what it saved, how many times over. Its items and formulas are the handbook's (ET-29, ET-30)."""

from calculators.computed import calculate

__all__ = ["calculate"]
