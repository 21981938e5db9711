"""Sphinx and MyST as the course uses them: pages become the model."""
