"""Small tables for tests: an ICB with trusts, wards and age bands."""

from datetime import date

from metrics.disclosure import Body, Calculation, Cell, Making, Place, Policy, PolicyKind, protect

ENGLAND, ICB, FIRST, SECOND, THIRD = range(1, 6)
BODIES = {
    ENGLAND: Body(None, "national"),
    ICB: Body(ENGLAND, "icb"),
    FIRST: Body(ICB, "provider"),
    SECOND: Body(ICB, "provider"),
    THIRD: Body(ICB, "provider"),
}
APRIL, MAY, JUNE = ((date(2025, m, 1), date(2025, m, d)) for m, d in ((4, 30), (5, 31), (6, 30)))
QUARTER = (date(2025, 4, 1), date(2025, 6, 30))

EXACT = Policy()
ROUNDED = Policy(kind=PolicyKind.ROUNDED)
COUNT = Making(calculation=Calculation.COUNT)
SHARE = Making(calculation=Calculation.RATIO, factor=100, is_share=True)
MEAN = Making(calculation=Calculation.RATIO)


def count(organisation, value, *, ward=None, age="", span=APRIL, **kwargs):
    place = Place(organisation, ward, "Age band" if age else "", age)
    return Cell(place, *span, value=value, **kwargs)


def ratio(organisation, above, below, *, factor=100, ward=None, age="", span=APRIL, **kwargs):
    place = Place(organisation, ward, "Age band" if age else "", age)
    value = factor * above / below
    return Cell(place, *span, value=value, numerator=above, denominator=below, **kwargs)


def seen(cells, *, making=COUNT, policy=EXACT):
    """What is shown of each cell: its value, or * where it is hidden."""
    found = protect(cells, making=making, policy=policy, bodies=BODIES)
    return ["*" if one.is_hidden else one.value for one in found]
