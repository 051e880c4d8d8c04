"""What a test leaves behind goes in the window's thread: services work in others."""

from tests.views.viewer.conftest import collected

__all__ = ["collected"]
