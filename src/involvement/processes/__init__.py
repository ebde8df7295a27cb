"""One involvement process whole: the only room where keys are checked across its parts."""

from involvement.processes.process import Level, Process

__all__ = ["Level", "Process"]
