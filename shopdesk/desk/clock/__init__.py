"""Clocks are started, ended and recomputed; alarms are stilled, dismissed and come back."""
