"""What happens to a store when something fails: `python -m tests.faults` for the long run, by hand."""
