"""The encrypted file: its key, its place, its connections and its version."""
