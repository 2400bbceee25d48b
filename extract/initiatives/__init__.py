"""Extraction of initiatives."""
