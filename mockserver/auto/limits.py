"""How much is made up at most: what comes from outside must cost a bounded time."""

LEVELS = 40
"""Levels of a value that is made; structured outputs allow ten levels of objects."""

RICH_LEVELS = 4
"""Levels down to which optional properties and items are made too."""

RICH_VALUES = 300
"""Values after which only what the schema demands is made."""

MOST_VALUES = 10_000
"""Values of the largest instance."""

MOST_EFFORT = 10_000
"""What the search for one instance may cost: a step for each value that did not fit, and for each twenty characters of
it; of values that do fit, for each thousand characters."""

MOST_STEPS = 50_000
"""Steps in reading one schema: references followed, schemas merged, alternatives looked at."""

MOST_OPENED = 100
"""References, unions and conjunctions that lead from one schema to what it means for one value."""

MOST_ALTERNATIVES = 64
"""Ways to read one schema with unions that are looked at."""

MOST_EXAMPLES = 50
"""Values that an enum, or a schema's own examples, offers in vain before the search ends."""

MOST_ITEMS = 5_000
"""Items of the longest array, and properties of the largest object without names of their own."""

LONGEST_TEXT = 100_000
"""Characters of the longest text that a schema can ask for."""

LONGEST_PATTERN = 5_000
"""Characters of the longest regular expression that is read."""

PATTERN_DEPTH = 40
"""Groups within groups of a regular expression."""

VARIATIONS = 6
"""Tries at an instance of one schema, each plainer or other than the one before."""

MOST_WORDS = 200
"""Words of a description, and tools of a request, that are compared with what the user says."""

HEARD = 2_000
"""Characters of the user's words in which names and values are looked for."""

QUOTED = 200
"""Characters of a tool output, or of the user's words, that an answer repeats."""
