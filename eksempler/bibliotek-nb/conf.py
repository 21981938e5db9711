"""Sphinx's settings. What an organisation changes stands in kursus.toml."""

extensions = ["myst_parser", "sphinx_design", "sphinx_copybutton", "vaertskab"]
exclude_patterns = ["_build", ".*", "**/.*", "README.md"]

myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline", "attrs_block"]
myst_heading_anchors = 3
