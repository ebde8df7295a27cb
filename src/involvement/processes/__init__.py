"""One involvement process whole: keys checked across its parts, and whose views count."""

from involvement.processes.process import Level, Process
from involvement.processes.voices import Voices

__all__ = ["Level", "Process", "Voices"]
