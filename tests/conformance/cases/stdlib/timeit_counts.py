# timeit runs a statement as often as it is told, in a function of its own with the setup.
import timeit

runs = 0


def work():
    global runs
    runs += 1


print(timeit.timeit(work, number=1000), runs)
print(timeit.timeit('work()', globals=globals(), number=500), runs)
print(timeit.timeit('work()', setup='from __main__ import work', number=500), runs)
print(timeit.timeit('time.sleep(0.5)', number=3))
print(timeit.repeat(stmt='data.append(1)\nsize = len(data)', setup='data = []', number=4, repeat=2))
print(min(timeit.repeat(work, number=10, repeat=3)), runs)
for bad in (lambda: timeit.timeit('unknown()', number=1), lambda: timeit.timeit(5), lambda: timeit.timeit('pass', 5),
            lambda: timeit.timeit('1 +'), lambda: timeit.timeit('  pass')):
    try:
        bad()
    except Exception as exc:
        print(type(exc).__name__, exc)
