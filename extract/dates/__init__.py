"""Extraction of dates."""
