"""Sphinx's configuration: the pages of this folder as a site, by `tox -e docs`."""

project = "tfcompat"
copyright = "the tfcompat authors"
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "alabaster"
myst_heading_anchors = 3
# Pages link to files of the repository too; tests/test_links.py checks those.
suppress_warnings = ["myst.xref_missing"]
# Blocks of shell sessions and of TensorFlow's definitions are no language that Pygments knows.
highlight_language = "none"
