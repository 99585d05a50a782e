# A thread runs until it sleeps, blocks or ends: no switch comes between two instructions, so a race of threads
# shows only where they wait.
import sys
import threading
import time

sys.setswitchinterval(1e-6)
flag = []


def spin():
    for _ in range(3_000_000):
        if flag:
            break


thread = threading.Thread(target=spin)
thread.start()
print(thread.is_alive())
flag.append(1)
thread.join()
