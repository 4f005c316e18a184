"""The sheets of the case screen: overview, timeline, contact, actions, life domains, history."""
