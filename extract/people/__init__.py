"""Extraction of people."""
