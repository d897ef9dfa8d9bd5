"""One folder per place of the window; each exports PLACE and is found by being there."""
