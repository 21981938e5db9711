"""The course that is delivered, whatever it holds today."""

from __future__ import annotations

from delivered import course

__all__ = ["course"]
