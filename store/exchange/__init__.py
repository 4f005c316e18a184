"""What comes in from and goes out to others: deliveries, JSON, case summaries."""
