"""Extraction of organizations."""
