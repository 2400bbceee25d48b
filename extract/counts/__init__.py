"""Extraction of counts."""
