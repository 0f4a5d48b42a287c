"""The scenario file: its models, how it is read and written, and how its expectations are matched."""
