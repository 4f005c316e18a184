"""Municipality profiles as files: reading and checking."""
