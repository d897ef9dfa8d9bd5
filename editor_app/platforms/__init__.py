"""Where editions go: the contract every platform keeps, and one folder for each platform."""
