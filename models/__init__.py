"""Tagger, segmenter and scorers: training recipes and what they made."""
