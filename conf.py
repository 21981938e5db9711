"""Sphinx's settings. What an organisation changes stands in kursus.toml."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

extensions = ["myst_parser", "sphinx_design", "sphinx_copybutton", "vaertskab"]
exclude_patterns = ["_build", ".*", "**/.*", "*.venv", "tests", "benchmarks", "vaertskab"]
# What is about the repository and not of the course.
exclude_patterns += [
    f"{name}.md" for name in ("README", "CONTRIBUTING", "ARCHITECTURE", "CHANGELOG", "SECURITY")
]

myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline", "attrs_block"]
myst_heading_anchors = 3

# A question can be copied too, and what is copied has no "#" of a heading. The icon has no title in English.
copybutton_selector = "div.highlight pre, p.refleksion-spoergsmaal"
copybutton_exclude = ".linenos, .headerlink"
copybutton_image_svg = """\
<svg viewBox="0 0 24 24" fill="none" stroke-width="2" aria-hidden="true">\
<path d="M8 8h12v12H8zM16 8V4H4v12h4"/></svg>"""
