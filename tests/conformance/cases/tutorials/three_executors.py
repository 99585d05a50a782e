# The example of asyncio's documentation: a call in the default pool, in a pool of threads, in a pool of processes.
import asyncio
import concurrent.futures
import os


def blocking_io():
    with open('/dev/urandom', 'rb') as f:
        return len(f.read(100))


def cpu_bound(n):
    return sum(i * i for i in range(n))


def fails(x):
    raise ValueError(x)


def in_another_process(parent):
    return os.getpid() != parent


async def main():
    loop = asyncio.get_running_loop()
    print('default thread pool', await loop.run_in_executor(None, blocking_io))
    with concurrent.futures.ThreadPoolExecutor() as pool:
        print('custom thread pool', await loop.run_in_executor(pool, blocking_io))
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        print('custom process pool', await loop.run_in_executor(pool, cpu_bound, 1000))
        print(await loop.run_in_executor(pool, in_another_process, os.getpid()))
        try:
            await loop.run_in_executor(pool, fails, 3)
        except ValueError as error:
            print(repr(error), 'because of', type(error.__cause__).__name__)
        print(list(pool.map(cpu_bound, [1, 2, 3])))
        try:
            await loop.run_in_executor(pool, lambda: 1)
        except AttributeError as error:
            print(error)


if __name__ == '__main__':
    asyncio.run(main())
