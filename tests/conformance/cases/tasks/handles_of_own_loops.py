# Handle and TimerHandle with a loop of the program's own: its debug mode is asked for.
import asyncio


class Loop:
    def __init__(self, debug):
        self.debug = debug
        self.seen = []

    def get_debug(self):
        return self.debug

    def call_exception_handler(self, context):
        self.seen.append(context)

    def _timer_handle_cancelled(self, handle):
        print("cancelled at", handle.when())


def noop(*args):
    pass


def fails():
    raise ValueError("no")


def short(text):
    return text.replace(__file__, "FILE")


for debug in (False, True):
    loop = Loop(debug)
    h = asyncio.Handle(noop, (1, 2), loop)
    print(short(repr(h)), h._source_traceback is None)
    h.cancel()
    print(short(repr(h)))
    t = asyncio.TimerHandle(123, noop, (), loop)
    print(short(repr(t)))
    t.cancel()
    print(short(repr(t)))
    asyncio.Handle(fails, (), loop)._run()
    print(sorted(loop.seen[0]), short(loop.seen[0]["message"]))
policy = asyncio.DefaultEventLoopPolicy()
print(policy._local._loop)
loop = policy.new_event_loop()
policy.set_event_loop(loop)
print(policy._local._loop is loop)
loop.close()
