# A display of constants is written into the set from a set made while compiling; the order shows both.
print({'apple', 'orange', 'apple', 'pear', 'orange', 'banana'})
print({'ring', 'sword', 'cup', 'lamp', 'rope', 'chart', 'torch', 'coin', 'book'})
print({901, 17, 4, 33, 250, 1024, 65, 9})


def colours():
    return {'teal', 'ochre', 'umber', 'sienna', 'azure'}


print(colours(), colours() == {'azure', 'teal', 'ochre', 'umber', 'sienna'})
for thing in {'north', 'east', 'south', 'west', 'up'}:
    print(thing, end=' ')
print(3.5 in {3.5, 'a', (1, 2)}, {3.5, 'a', (1, 2), None, b'x'})
print({'one', 'two'}, set(['ring', 'sword', 'cup', 'lamp', 'rope']), frozenset(('ring', 'sword', 'cup', 'lamp', 'rope')))
