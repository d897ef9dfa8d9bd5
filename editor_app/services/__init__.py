"""The deeds of the desk: one function for each thing a person can do, the same for window, command line and worker."""
