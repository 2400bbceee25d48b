"""Matching, metrics, intervals, calibration, audits: reads records and gold only."""
