"""Mail out, over SMTP."""
