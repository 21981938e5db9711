"""The browser of the other tests, for those that look at a preview or an unpacked zip."""

from browser.conftest import chromium

__all__ = ["chromium"]
