"""The rules, one file each; a file added here is in force."""
