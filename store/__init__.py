"""The local store: schema, rules, acts, queries and exchange; it knows no screen."""
