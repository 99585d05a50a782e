# A suspended generator that only a cycle keeps alive is closed at the program's end, after what the main program prints.
def steps():
    try:
        yield 1
    finally:
        print('closed')


def ring():
    gen = steps()
    next(gen)
    box = [gen]
    box.append(box)


ring()
print('end')
