"""Extraction of places."""
