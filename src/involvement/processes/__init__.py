"""One involvement process whole: keys checked across its parts, and whose views count."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.processes.process import Level as Level, Process as Process
    from involvement.processes.voices import Voices as Voices
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".process": "Level Process",
        ".voices": "Voices",
    })
    # fmt: on
