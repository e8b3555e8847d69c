"""Measure the project against papermill and Quarto on this machine: `make bench`."""
