"""The only SQL of Press Desk: tables, guards, named queries and the one door through which everything is written."""
