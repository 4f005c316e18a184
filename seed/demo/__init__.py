"""Demonstration data: invented people, addresses and histories."""
