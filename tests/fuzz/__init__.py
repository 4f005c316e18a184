"""Hostile input in bulk: everything that reads what comes from outside, fed what nobody would send.

`python -m tests.fuzz --inputs 100000` by hand; the suite runs a few of each (`tests/test_hostile_input.py`).
"""
