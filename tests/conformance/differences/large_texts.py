# A text is made of at most 2 to the 30 characters, and the program's memory is limited to 512 MiB where the
# scenario says nothing else.
try:
    print(len(bytes(600 * 1024 * 1024)))
except MemoryError:
    print('MemoryError')
