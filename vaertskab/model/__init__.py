"""The course as frozen data, its texts, settings and official wording; imports nothing else of ours."""
