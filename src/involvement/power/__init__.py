"""What say was really had."""

from involvement.power.seats import KanterBand, SeatPower, SeatShare, seat_shares
from involvement.power.votes import voting_power

__all__ = ["KanterBand", "SeatPower", "SeatShare", "seat_shares", "voting_power"]
