"""The sheets of Inrichting."""
