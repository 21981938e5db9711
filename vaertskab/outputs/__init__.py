"""What the course is read as: one folder an output; none imports another.

To add one, make a folder with a Sphinx builder and a `setup(app)`, which `vaertskab/__init__.py` calls; what
else is to know of it stands in ARCHITECTURE.md under "Add an output".
"""
