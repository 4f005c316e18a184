"""Subcommands of `signaalpunt`: English names, Dutch texts."""
