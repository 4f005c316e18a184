"""One function per thing a user does; each is one transaction with its log entry and undo record."""
