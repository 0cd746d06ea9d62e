"""The ground everything stands on: errors, actors, transitions, time, reference numbers, text. No models."""
