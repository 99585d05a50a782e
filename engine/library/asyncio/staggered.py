"""Attempts that start one after the other until one succeeds (happy eyeballs)."""

from . import events
from . import exceptions as exceptions_mod
from . import locks
from . import tasks

__all__ = ('staggered_race',)


async def staggered_race(coro_fns, delay, *, loop=None):
    """Start the next of the coroutine functions when the last one has failed or `delay` seconds after it began.

    The first that returns wins and the others are cancelled. Gives (result, index, exceptions): the winner's result
    and place, or None and None, and what each attempt raised (None for the winner).
    """
    loop = loop or events.get_running_loop()
    attempts = enumerate(coro_fns)
    winner_result = None
    winner_index = None
    exceptions = []
    running = []

    async def run_one_coro(previous_failed):
        nonlocal winner_index, winner_result
        if previous_failed is not None:
            try:
                await tasks.wait_for(previous_failed.wait(), delay)
            except exceptions_mod.TimeoutError:
                pass
        try:
            index, coro_fn = next(attempts)
        except StopIteration:
            return
        failed = locks.Event()
        running.append(loop.create_task(run_one_coro(failed)))
        exceptions.append(None)
        assert len(running) == index + 2 and len(exceptions) == index + 1
        try:
            result = await coro_fn()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            exceptions[index] = exc
            failed.set()
        else:
            assert winner_index is None
            winner_index = index
            winner_result = result
            # Not this task itself: it has no await left at which it could be cancelled.
            for i, task in enumerate(running):
                if i != index:
                    task.cancel()

    running.append(loop.create_task(run_one_coro(None)))
    try:
        done_count = 0
        while done_count != len(running):
            done, _ = await tasks.wait(running)
            done_count = len(done)
            for task in done:
                if not task.cancelled() and task.exception():
                    raise task.exception()
        return winner_result, winner_index, exceptions
    finally:
        for task in running:
            task.cancel()
