"""Small forms over a screen: they collect input and give it back; the screen does the act."""
