"""What goes out: replies, templates and suggestions, and what is looked at before one leaves."""
