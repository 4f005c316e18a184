"""What forms hold and mean, apart from how they look: values, problems, drafts, consequences."""
