"""Pure rules: data in, data out, no database."""
