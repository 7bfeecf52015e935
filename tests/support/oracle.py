"""The rulings once more, as plainly as they can be said, sharing nothing with the calculators or the content."""

from fractions import Fraction
from typing import Any

ROI_RESULTS = {
    "cost",
    "churn_avoided",
    "benefit_low",
    "benefit_high",
    "break_even_cost",
    "multiple_low",
    "multiple_high",
    "net_percent_low",
    "net_percent_high",
}


def number(given: Any) -> Fraction | None:
    """A number given as such or as text; anything below 1e-30 is nothing."""
    if given is None or str(given).strip() == "":
        return None
    value = Fraction(str(given).strip())
    return value if abs(value) >= Fraction(1, 10**30) else Fraction(0)


def response_level(inputs: dict[str, Any]) -> dict[str, Any]:
    ltv, hours = number(inputs.get("ltv")), number(inputs.get("deadline_hours"))
    safety, publicity, business = (inputs.get(key) or "low" for key in ("safety", "publicity", "business"))
    situation = inputs.get("situation") or "none"
    rest = (hours, safety, publicity, business, situation)
    level, forms, matrix_cap = _levels(ltv or Fraction(0), *rest)
    as_vip = _levels(Fraction(10**12), *rest)[0] if ltv is None else level
    cap = {1: 5000, 2: 1500, 3: 0}[level]
    exempt = safety == "high" or publicity == "high" or situation == "stranded"
    return {
        "level": level,
        "forms": forms,
        "cost_cap_yuan": cap,
        "advised_cap_yuan": cap if exempt else min(cap, matrix_cap),
        "find_within_hours": {1: 2, 2: 24, 3: None}[level],
        "deliver_within_hours": {1: 24, 2: 72, 3: 168}[level],
        "level_if_vip": as_vip if as_vip != level else None,
    }


def _levels(
    ltv: Fraction, hours: Fraction | None, safety: str, publicity: str, business: str, situation: str
) -> tuple[int, dict[str, int], int]:
    vip = ltv > 100_000
    urgent = hours is not None and hours <= 72
    if (vip and urgent) or safety == "high" or publicity == "high" or situation == "stranded":
        triggers = 1
    else:
        triggers = 2 if hours is not None or situation == "promised" or business == "high" else 3

    near = hours is not None and hours < 72
    tree = 1 if vip or safety == "high" or publicity == "high" else 2 if near else 3

    bands = [{"high": 1, "medium": 2, "low": 3}[grade] for grade in (safety, publicity, business)]
    bands.append(1 if vip else 2 if ltv >= 50_000 else 3)
    bands.append(3 if hours is None or hours >= 72 else 2 if hours >= 24 else 1)
    table = 1 if 1 in bands else 2 if bands.count(2) >= 2 else 3

    pressing = safety == "high" or situation == "stranded" or urgent
    if vip:
        matrix, cap = (1, 5000) if pressing else (2, 1500)
    elif ltv >= 30_000:
        matrix, cap = (2, 1000) if pressing else (3, 0)
    else:
        matrix, cap = 3, 0
    forms = {"triggers": triggers, "tree": tree, "table": table, "matrix": matrix}
    return min(triggers, tree, table), forms, cap


def priority_score(inputs: dict[str, Any]) -> tuple[int, float]:
    days = number(inputs["waiting_days"]) // 1  # type: ignore[operator]  # it is required
    waiting = 0 if days <= 3 else 5 if days <= 7 else 10 if days <= 14 else 20
    kinds = inputs.get("customer") or []
    kinds = {kind for kind in (kinds.split(",") if isinstance(kinds, str) else kinds) if kind}
    customer = min(20, sum({"multi_car": 10, "vip": 8, "referrer": 5}[kind] for kind in kinds))
    accuracy, nps = number(inputs.get("forecast_accuracy")), number(inputs.get("nps"))
    centre = (10 if accuracy is not None and accuracy > 70 else 0) + (5 if nps is not None and nps > 70 else 0)
    if inputs.get("frequent_emergency") in (True, "true", "on", "1"):
        centre -= 5
    city = {"first": 10, "second": 5, "third": 0}[inputs.get("city_tier") or "third"]
    usability = {"unusable": 25, "impaired": 15, "minor": 5}[inputs["usability"]]
    rest = usability + customer + centre + city
    return waiting + rest, waiting * 1.5 + rest


def roi(inputs: dict[str, Any]) -> dict[str, Fraction] | None:
    """The results, None where the range of the word of mouth is upside down."""

    def of(name: str) -> Fraction:
        return number(inputs.get(name)) or Fraction(0)

    if of("publicity_high") < of("publicity_low"):
        return None
    cost = of("logistics") + of("overtime") + of("other_cost") + of("coordination_hours") * of("hourly_rate")
    avoided = of("ltv") * (of("churn_before") - of("churn_after")) / 100
    low, high = (avoided + of(f"publicity_{end}") + of("bonus") for end in ("low", "high"))
    results = {"cost": cost, "churn_avoided": avoided, "benefit_low": low, "benefit_high": high, "break_even_cost": low}
    if cost:
        results |= {"multiple_low": low / cost, "multiple_high": high / cost}
        results |= {"net_percent_low": (low - cost) / cost * 100, "net_percent_high": (high - cost) / cost * 100}
    return results
