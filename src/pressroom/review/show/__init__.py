"""A comparison shown: on the terminal, as a page, as Markdown."""
