"""What must be entered before the day's work: authority and absences, processes and procedures."""
