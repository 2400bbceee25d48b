"""The knowledge extraction starts from: tables of words and facts, and sample pages."""
