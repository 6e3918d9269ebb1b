"""Mail is taken in: whose it is, which conversation it continues, and that it can be set right."""
