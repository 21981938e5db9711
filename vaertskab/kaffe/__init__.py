"""Kafferefleksion by mail: an order, a mail a week, nothing lost, nobody mailed twice.

Reads the published `kursus.json` and imports neither Sphinx nor Typst, so that it can run on a server
where nothing is built: `pip install vaertskab[kaffe]`.
"""
