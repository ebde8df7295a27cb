"""How long does a question to a large map take, beside networkx on the same flows in the same run?"""
