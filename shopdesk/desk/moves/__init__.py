"""Returns, credit, perks and the playbook at work."""
