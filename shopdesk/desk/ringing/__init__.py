"""Alarms are said aloud: by bell, desktop and phone."""
