"""The Textual interface and the command line: what a person sees."""
