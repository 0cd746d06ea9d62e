"""What a health score says: below which number a customer does poorly, and from which well."""

from dataclasses import dataclass

from goodword.customers.kinds.vocabulary import Health

FULL_SCORE = 100


@dataclass(frozen=True, slots=True)
class Bands:
    """From which score, of a hundred, the health is fair, and from which it is good; below it is poor."""

    fair_from: int = 40
    good_from: int = 70

    def are_right(self) -> bool:
        """Whether each of the three has a part of the scale."""
        return 0 < self.fair_from < self.good_from <= FULL_SCORE

    def of(self, score: float) -> Health:
        """What a score says."""
        return Health.POOR if score < self.fair_from else Health.FAIR if score < self.good_from else Health.GOOD
