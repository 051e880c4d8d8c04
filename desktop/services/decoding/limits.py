"""How large foreign media may be to be decoded at all (S6)."""

MAX_CONTENT = 32 * 1024 * 1024
"""Bytes of a file that is given to the decoder."""
MAX_PIXELS = 40_000_000
"""Pixels of a picture as its own header tells them."""
MAX_DECODED = 64 * 1024 * 1024
"""Bytes that a decoder may need for a picture, its own working memory included."""
MAX_SHOWN_PIXELS = 8_000_000
"""Pixels that reach the window: a 4K screen; larger ones are scaled down."""
MAX_FRAMES = 300
"""Frames of a picture that moves; longer ones stand still."""
MAX_FRAME_BYTES = 32 * 1024 * 1024
"""Bytes of all frames of a picture that moves."""
MAX_VOICE_SECONDS = 300
"""WeCom's own limit is 60."""
MAX_FILM_PIXELS = 4096 * 2304
"""Pixels of a frame of a film."""
SMALL_EDGE = 480
"""Pixels of the longer edge of the small pictures that the library keeps."""
JOB_SECONDS = 12.0
"""What takes longer is ended with its process."""
CHILD_MEMORY = 256 * 1024 * 1024
"""Bytes that the process may take beyond what it has when it is ready."""
