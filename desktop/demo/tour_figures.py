"""What the tour counted, and whether it all went as it should."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TourFigures:
    """The figures of one tour; the sandbox's ledger is the judge."""

    accounts: int
    conversations: int
    messages_in: int
    answers_sent: int
    answers_accepted: int
    unconfirmed: int
    lost: int
    """Shown as accepted, yet not in the ledger; or said by a customer, yet not here."""
    duplicated: int
    """In the ledger, or here, more than once."""
    screenshots: int

    def faults(self, *, accounts: int, answers: int, screenshots: int) -> list[str]:
        """Return what did not go as it should, in words."""
        checks = (
            (self.accounts == accounts, f"{self.accounts} of {accounts} accounts"),
            (self.messages_in > 0, "no message came in"),
            (self.answers_sent == answers, f"{self.answers_sent} answers sent"),
            (
                self.answers_accepted == self.answers_sent,
                f"{self.answers_accepted} of {self.answers_sent} answers accepted",
            ),
            (not self.unconfirmed, f"{self.unconfirmed} unconfirmed"),
            (not self.lost, f"{self.lost} lost"),
            (not self.duplicated, f"{self.duplicated} duplicated"),
            (self.screenshots == screenshots, f"{self.screenshots} screenshots"),
        )
        return [words for good, words in checks if not good]

    def write(self, path: Path) -> None:
        """Write the figures as JSON."""
        path.write_text(json.dumps(dataclasses.asdict(self), indent=2) + "\n", "utf-8")
