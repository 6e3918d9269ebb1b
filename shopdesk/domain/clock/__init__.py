"""The shop's time: opening hours, targets, waits, and how hot an alarm is."""
