"""Candidates, scoring, resolution, values and links: an article in, a record out."""
