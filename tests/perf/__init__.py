"""Benchmarks, run by hand: `python -m tests.perf`. Medians, each beside a floor measured in the same run.

They are never part of the suite as timed tests: a machine that is busy makes no test fail.
"""
