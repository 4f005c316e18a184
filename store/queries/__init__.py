"""What a screen reads: frozen dataclasses out of plain SQL."""
