"""Build again whenever a file is saved, and show the page where it reloads by itself."""
