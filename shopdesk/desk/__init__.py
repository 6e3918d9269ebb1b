"""What the desk does with mail: receive, show, answer, dismiss, ring."""
