"""Makes the sounds of resources/sounds: a few soft tones each, 16 bit, one channel.

Run it when a sound is to be another: `python scripts/make_sounds.py`.
"""

import math
import struct
import wave
from dataclasses import dataclass
from pathlib import Path

RATE = 22_050
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"
LOUDEST = 0.5


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone: hertz, when it begins and how long it rings, in seconds."""

    pitch: float
    begin: float
    length: float


SOUNDS = {
    "new_customer": (Tone(659, 0, 0.5), Tone(784, 0.1, 0.5), Tone(1047, 0.2, 0.6)),
    "message": (Tone(784, 0, 0.35), Tone(1047, 0.09, 0.45)),
    "reminder": (Tone(659, 0, 0.35), Tone(659, 0.22, 0.45)),
    "failure": (Tone(440, 0, 0.4), Tone(330, 0.14, 0.6)),
}


def sample(tones: tuple[Tone, ...], at: float) -> float:
    """Return the sum of the tones at a moment: a bell that fades."""
    total = 0.0
    for tone in tones:
        since = at - tone.begin
        if 0 <= since < tone.length:
            rise = min(1.0, since / 0.008)
            fade = math.exp(-5 * since / tone.length) * (1 - since / tone.length)
            wave_form = math.sin(2 * math.pi * tone.pitch * since)
            wave_form += 0.25 * math.sin(4 * math.pi * tone.pitch * since)
            total += rise * fade * wave_form
    return total


def make(name: str, tones: tuple[Tone, ...]) -> None:
    """Write one sound."""
    end = max(tone.begin + tone.length for tone in tones)
    values = [sample(tones, n / RATE) for n in range(int(end * RATE))]
    most = max(map(abs, values))
    frames = b"".join(
        struct.pack("<h", round(value / most * LOUDEST * 32767)) for value in values
    )
    with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(frames)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, tones in SOUNDS.items():
        make(name, tones)
