# Modules that reach out of Python do not exist: ctypes, multiprocessing, mmap and others.
try:
    import ctypes
    print('ctypes')
except ModuleNotFoundError as error:
    print(error)
