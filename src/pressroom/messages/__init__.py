"""The messages to translate: taken out of the sources, kept in one catalogue a language."""
