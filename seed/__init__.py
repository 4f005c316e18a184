"""Reference data per municipality and the generator of demonstration data."""
