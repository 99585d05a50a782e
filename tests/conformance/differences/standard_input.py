# Standard input is what the scenario's "stdin" says, never the terminal: without it the run waits (status 3).
print(input())
