# In debug mode asyncio tells of callbacks that take longer than 0.1 s; code that only computes takes none.
import asyncio
import logging
import sys

logging.basicConfig(format='%(levelname)s', stream=sys.stdout)


async def main():
    asyncio.get_running_loop().slow_callback_duration = 0.001
    sum(i * i for i in range(300_000))


asyncio.run(main(), debug=True)
print('done')
