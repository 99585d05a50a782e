# id() and the addresses in reprs come from a counter: alike in every run.
print(id(object()) < 1_000_000)
