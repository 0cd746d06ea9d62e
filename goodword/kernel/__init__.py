"""The ground everything stands on: errors, actors, transitions, time, reference numbers, text, statements made once, turns. No models."""
