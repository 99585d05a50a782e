# Files are those of the scenario, in memory; there is no disk.
try:
    open('/etc/passwd').close()
    print('opened')
except FileNotFoundError as error:
    print(error.strerror)
