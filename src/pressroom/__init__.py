"""Notebooks and scenarios become a report and its review."""
