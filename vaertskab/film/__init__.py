"""Twelve short films made from the manuscripts: a reading film, or a colleague's own voice or camera."""

from __future__ import annotations
