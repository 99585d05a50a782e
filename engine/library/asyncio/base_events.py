"""The event loop above its core.

The core (_asyncio._LoopCore) is the engine's: the ready queue, the timer heap, the clock, and one turn of the loop.
Here is the rest: starting and stopping, what happens to exceptions, threads, asynchronous generators.
"""

import collections.abc
import sys

from _asyncio import _LoopCore, _install
import _strands

from . import constants
from . import coroutines
from . import events
from . import exceptions
from . import format_helpers
from . import futures
from . import tasks
from . import timeouts
from .log import _stand_in as logger

__all__ = ('BaseEventLoop',)

# Cancelled timers stay in the heap until they are due; with more than so many timers, of which more than such a part
# are cancelled, the heap is cleared of them.
_MIN_SCHEDULED_TIMER_HANDLES = 100
_MIN_CANCELLED_TIMER_HANDLES_FRACTION = 0.5

# The longest single wait in seconds.
MAXIMUM_SELECT_TIMEOUT = 24 * 3600


def _format_handle(handle):
    owner = getattr(handle._callback, '__self__', None)
    return repr(owner) if isinstance(owner, tasks.Task) else str(handle)


def _run_until_complete_cb(fut):
    if not fut.cancelled() and isinstance(fut.exception(), (SystemExit, KeyboardInterrupt)):
        return                              # that has ended run_forever() already
    futures._get_loop(fut).stop()


class BaseEventLoop(_LoopCore, events.AbstractEventLoop):

    def __init__(self):
        super().__init__()
        self._default_executor = None
        self._internal_fds = 0
        self._waited_for = None             # what a selector of the program's own was last asked to wait for, and did not
        self._exception_handler = None
        self._debug = coroutines._is_debug_mode()
        self._old_agen_hooks = None
        self._coroutine_origin_tracking_enabled = False
        self._coroutine_origin_tracking_saved_depth = None
        self._asyncgens = {}                # id -> weak reference, in the order of their first iteration
        self._asyncgens_shutdown_called = False
        self._executor_shutdown_called = False

    def __repr__(self):
        return (f'<{self.__class__.__name__} running={self.is_running()} '
                f'closed={self.is_closed()} debug={self.get_debug()}>')

    # ---- what loops that wait for sockets, pipes and processes give

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        raise NotImplementedError

    def _make_ssl_transport(self, rawsock, protocol, sslcontext, waiter=None, *, server_side=False, server_hostname=None,
                            extra=None, server=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                            call_connection_made=True):
        raise NotImplementedError

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        raise NotImplementedError

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        raise NotImplementedError

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        raise NotImplementedError

    async def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr, bufsize, extra=None, **kwargs):
        raise NotImplementedError

    def _process_events(self, event_list):
        raise NotImplementedError

    def _write_to_self(self):
        raise NotImplementedError

    # ---- tasks

    def set_task_factory(self, factory):
        """Let factory(loop, coro) make the tasks of create_task(); None: the default."""
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def _create_task_by_factory(self, coro, name, context):
        """create_task(), where a factory is set."""
        if context is None:
            task = self._task_factory(self, coro)
        else:
            task = self._task_factory(self, coro, context=context)
        task.set_name(name)
        return task

    # ---- callbacks: what debug mode checks, and what is done where a method of the core has been replaced

    def _check_thread(self):
        if self._thread_id is not None and self._thread_id != _strands.get_ident():
            raise RuntimeError('Non-thread-safe operation invoked on an event loop other than the current one')

    def _check_callback(self, callback, method):
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError(f'coroutines cannot be used with {method}()')
        if not callable(callback):
            raise TypeError(f'a callable object was expected by {method}(), got {callback!r}')

    def _call_soon_in_debug(self, callback, args, context, method, when):
        """call_soon, call_at and call_soon_threadsafe in debug mode: with checks, and the place that they were called from."""
        if method != 'call_soon_threadsafe':
            self._check_thread()
        self._check_callback(callback, method)
        handle = self._add_handle(callback, args, context, when)
        handle._source_traceback = format_helpers.extract_stack(sys._getframe(1))
        if method == 'call_soon_threadsafe':
            self._write_to_self()
        return handle

    def _call_soon_threadsafe_by_methods(self, callback, *args, context=None):
        """call_soon_threadsafe(), where _write_to_self() is the program's own."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, 'call_soon_threadsafe')
        handle = self._call_soon(callback, args, context)
        self._write_to_self()
        return handle

    def _call_later_by_methods(self, delay, callback, *args, context=None):
        """call_later(), where time() or call_at() is the program's own, or the delay no plain number."""
        if delay is None:
            raise TypeError('delay must not be None')
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def _call_at_by_methods(self, when, callback, *args, context=None):
        """call_at() with a time that is a number of another kind, a Fraction for one."""
        return self.call_at(float(round(when, 6)), callback, *args, context=context)

    def _create_future_in_debug(self):
        return futures.Future(loop=self)

    def _create_task_by_class(self, coro, name, context):
        """create_task(), where Task() has more to do than usual: debug mode, a name to be made a str ..."""
        task = tasks.Task(coro, loop=self, name=name, context=context)
        if task._source_traceback:
            del task._source_traceback[-1]
        return task

    # ---- running

    def _check_running(self):
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if events._get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')

    def _run_forever_setup(self):
        """Before the first turn. For loops with a main loop of their own."""
        self._check_closed()
        self._check_running()
        self._set_coroutine_origin_tracking(self._debug)
        self._old_agen_hooks = sys.get_asyncgen_hooks()
        self._thread_id = _strands.get_ident()
        sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook)
        events._set_running_loop(self)

    def _run_forever_cleanup(self):
        """After the last turn."""
        self._stopping = False
        self._thread_id = None
        events._set_running_loop(None)
        self._set_coroutine_origin_tracking(False)
        if self._old_agen_hooks is not None:
            sys.set_asyncgen_hooks(*self._old_agen_hooks)
            self._old_agen_hooks = None

    def run_forever(self):
        """Run until stop() is called."""
        try:
            self._run_forever_setup()
            if self._has_native_turns():
                self._run_turns()
            else:
                while True:
                    self._run_once()
                    if self._stopping:
                        break
        finally:
            self._run_forever_cleanup()

    def run_until_complete(self, future):
        """Run until the future (or a task made of the coroutine) is done; give its result or raise its exception."""
        self._check_closed()
        self._check_running()
        new_task = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if new_task:
            # If it does not end, an exception says so.
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except:
            if new_task and future.done() and not future.cancelled():
                # Nobody else can ask for the exception of a task made here.
                future.exception()
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def _run_once(self):
        """One turn: wait for the first timer if nothing is ready, then run what is ready."""
        if self._has_native_turns():
            self._run_turn()
        else:
            self._run_once_by_methods()

    def _run_once_by_methods(self):
        """A turn in which the selector, the clock or the order of timers is the program's own."""
        from heapq import heapify, heappop
        scheduled = self._scheduled
        if (len(scheduled) > _MIN_SCHEDULED_TIMER_HANDLES
                and self._timer_cancelled_count / len(scheduled) > _MIN_CANCELLED_TIMER_HANDLES_FRACTION):
            for handle in scheduled:
                if handle._cancelled:
                    handle._scheduled = False
            scheduled[:] = [handle for handle in scheduled if not handle._cancelled]
            heapify(scheduled)
            self._timer_cancelled_count = 0
        else:
            while scheduled and scheduled[0]._cancelled:
                self._timer_cancelled_count -= 1
                heappop(scheduled)._scheduled = False

        timeout = None
        if self._ready or self._stopping:
            timeout = 0
        elif scheduled:
            timeout = min(max(0, scheduled[0]._when - self.time()), MAXIMUM_SELECT_TIMEOUT)
        selector = self.__dict__.get('_selector')
        if selector is None:
            self._poll(timeout)
        else:
            found = selector.select(timeout)
            self._process_events(found)
            own_clock = 'time' in self.__dict__ or type(self).time is not _LoopCore.time
            if timeout and not found and not own_clock and not self._ready:
                # It does not wait itself. The second time in a row, with nothing new to do, the time passes.
                waits_for = scheduled[0]._when, len(scheduled)
                if waits_for == self._waited_for:
                    self._poll(timeout)
                self._waited_for = waits_for

        end_time = self.time() + self._clock_resolution
        while self._scheduled and self._scheduled[0]._when < end_time:
            handle = heappop(self._scheduled)
            handle._scheduled = False
            self._ready.append(handle)
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                self._run_handle(handle)

    def _run_handle(self, handle):
        if not self._debug:
            handle._run()
            return
        try:
            self._current_handle = handle
            started = self.time()
            handle._run()
            self._report_slow(handle, self.time() - started)
        finally:
            self._current_handle = None

    def _report_slow(self, handle, seconds):
        if seconds >= self.slow_callback_duration:
            logger.warning('Executing %s took %.3f seconds', _format_handle(handle), seconds)

    def close(self):
        """Drop what is scheduled and let the default executor end. The loop must not be running."""
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self._closed:
            return
        if self._debug:
            logger.debug('Close %r', self)
        self._closed = True
        self._drop_callbacks()
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is not None:
            self._default_executor = None
            executor.shutdown(wait=False)

    def _warn_unclosed(self):
        """The loop is going away without close()."""
        import warnings
        warnings.warn(f'unclosed event loop {self!r}', ResourceWarning, source=self)
        if not self.is_running():
            self.close()

    def __del__(self):
        if not self.is_closed():
            self._warn_unclosed()

    def set_debug(self, enabled):
        self._debug = enabled
        if self.is_running():
            self.call_soon_threadsafe(self._set_coroutine_origin_tracking, enabled)

    def _set_coroutine_origin_tracking(self, enabled):
        if bool(enabled) == bool(self._coroutine_origin_tracking_enabled):
            return
        if enabled:
            self._coroutine_origin_tracking_saved_depth = sys.get_coroutine_origin_tracking_depth()
            sys.set_coroutine_origin_tracking_depth(constants.DEBUG_STACK_DEPTH)
        else:
            sys.set_coroutine_origin_tracking_depth(self._coroutine_origin_tracking_saved_depth)
        self._coroutine_origin_tracking_enabled = enabled

    # ---- asynchronous generators

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            import warnings
            warnings.warn(f'asynchronous generator {agen!r} was scheduled after loop.shutdown_asyncgens() call',
                          ResourceWarning, source=self)
        import weakref
        self._asyncgens[id(agen)] = weakref.ref(agen)

    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens.pop(id(agen), None)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        """Close all asynchronous generators that have begun and not ended."""
        self._asyncgens_shutdown_called = True
        closing = [agen for agen in [ref() for ref in self._asyncgens.values()] if agen is not None]
        self._asyncgens.clear()
        if not closing:
            return
        results = await tasks.gather(*[agen.aclose() for agen in closing], return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    'message': f'an error occurred during closing of asynchronous generator {agen!r}',
                    'exception': result,
                    'asyncgen': agen,
                })

    # ---- threads

    def _check_default_executor(self):
        if self._executor_shutdown_called:
            raise RuntimeError('Executor shutdown has been called')

    def run_in_executor(self, executor, func, *args):
        """Call func(*args) in a thread of an executor (None: the default one); give a future for its result."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, 'run_in_executor')
        if executor is None:
            executor = self._default_executor
            self._check_default_executor()
            if executor is None:
                from concurrent.futures.thread import ThreadPoolExecutor
                executor = ThreadPoolExecutor(_strands.default_workers(), thread_name_prefix='asyncio')
                self._default_executor = executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        from concurrent.futures.thread import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Wait until the threads of the default executor have ended, at most timeout seconds."""
        self._executor_shutdown_called = True
        if self._default_executor is None:
            return
        from threading import Thread
        future = self.create_future()
        thread = Thread(target=self._do_shutdown, args=(future,))
        thread.start()
        try:
            async with timeouts.timeout(timeout):
                await future
        except TimeoutError:
            import warnings
            warnings.warn(f'The executor did not finishing joining its threads within {timeout} seconds.',
                          RuntimeWarning, stacklevel=2)
            self._default_executor.shutdown(wait=False)
        else:
            thread.join()

    def _do_shutdown(self, future):
        try:
            self._default_executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(futures._set_result_unless_cancelled, future, None)
        except Exception as ex:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(future.set_exception, ex)

    # ---- exceptions that nobody catches

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Let handler(loop, context) take what call_exception_handler() is told; None: the default handler."""
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Log the message, the exception and whatever else the context holds."""
        exception = context.get('exception')
        exc_info = False
        if exception is not None:
            exc_info = type(exception), exception, exception.__traceback__
        current = self._current_handle
        if 'source_traceback' not in context and current is not None and current._source_traceback:
            context['handle_traceback'] = current._source_traceback
        lines = [context.get('message') or 'Unhandled exception in event loop']
        for key in sorted(context):
            if key not in ('message', 'exception'):
                lines.append(f'{key}: {self._describe_for_log(key, context[key])}')
        logger.error('\n'.join(lines), exc_info=exc_info)

    @staticmethod
    def _describe_for_log(key, value):
        what = {'source_traceback': 'Object', 'handle_traceback': 'Handle'}.get(key)
        if what is None:
            return repr(value)
        import traceback
        return f'{what} created at (most recent call last):\n' + ''.join(traceback.format_list(value)).rstrip()

    def call_exception_handler(self, context):
        """Tell the handler of something that went wrong outside of any code that could catch it."""
        if self._exception_handler is None:
            try:
                self.default_exception_handler(context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error('Exception in default exception handler', exc_info=True)
            return
        try:
            self._call_own_exception_handler(context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._own_exception_handler_failed(context, exc)

    def _call_own_exception_handler(self, context):
        """In the context (contextvars) of what the trouble is about, if that has one."""
        thing = None
        for key in ('task', 'future', 'handle'):
            if thing is None:
                thing = context.get(key)
        ctx = thing.get_context() if thing is not None and hasattr(thing, 'get_context') else None
        if ctx is not None and hasattr(ctx, 'run'):
            ctx.run(self._exception_handler, self, context)
        else:
            self._exception_handler(self, context)

    def _own_exception_handler_failed(self, context, exc):
        try:
            self.default_exception_handler({
                'message': 'Unhandled error in exception handler',
                'exception': exc,
                'context': context,
            })
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            logger.error('Exception in default exception handler while handling an unexpected error '
                         'in custom exception handler', exc_info=True)


for _name in ('call_soon_in_debug', 'call_soon_threadsafe_by_methods', 'call_later_by_methods', 'call_at_by_methods',
              'create_future_in_debug', 'create_task_by_class', 'create_task_by_factory', 'report_slow', 'run_once'):
    _install(_name, getattr(BaseEventLoop, f'_{_name}'))
del _name


def __getattr__(name):
    if name == 'Server':
        from ._network import Server
        return Server
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
