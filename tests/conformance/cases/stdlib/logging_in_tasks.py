# Records say which task and thread logs, and when on the virtual clock.
import asyncio, logging, sys, threading
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format="%(relativeCreated)d %(threadName)s %(taskName)s %(name)s %(levelname)s %(message)s")
log = logging.getLogger(__name__)
async def w(n):
    log.info("start %d", n)
    await asyncio.sleep(n / 10)
    log.info("end %d", n)
async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(w(1), name="one"); tg.create_task(w(2), name="two")
    await asyncio.to_thread(log.warning, "from thread")
asyncio.run(main())
