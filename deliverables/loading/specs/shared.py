from deliverables.loading.fields import Field, choice, key, text
from deliverables.models import Basis


def basis(name: str = "basis", default: Basis = Basis.PUBLISHED) -> Field:
    return choice(name, Basis, default)


CITED = (key("source", "source"), text("citation"), basis())
