import threading, time, queue
lock = threading.Lock()
total = 0
def add(n):
    global total
    for _ in range(3):
        with lock:
            x = total
            time.sleep(.01)
            total = x + n
ts = [threading.Thread(target=add, args=(i,), name=f'adder{i}') for i in range(1, 4)]
for t in ts: t.start()
for t in ts: t.join()
print(total, time.monotonic())
e = threading.Event()
def w(n):
    print(n, 'waits'); print(n, e.wait(1), round(time.monotonic(), 3))
ts = [threading.Thread(target=w, args=(i,), daemon=True) for i in range(2)]
for t in ts: t.start()
time.sleep(.2); e.set()
for t in ts: t.join()
c = threading.Condition(); items = []
def consumer(n):
    with c:
        while not items: c.wait()
        print('consumer', n, items.pop(0))
ts = [threading.Thread(target=consumer, args=(i,)) for i in range(3)]
for t in ts: t.start()
for i in range(3):
    with c: items.append(i); c.notify()
for t in ts: t.join()
b = threading.Barrier(3, action=lambda: print('action'))
def p(n):
    time.sleep(n / 10); i = b.wait(); print('passed', n, i)
ts = [threading.Thread(target=p, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
s = threading.Semaphore(2)
def sem(n):
    with s: time.sleep(.1); print('sem', n, round(time.monotonic(), 3))
ts = [threading.Thread(target=sem, args=(i,)) for i in range(5)]
for t in ts: t.start()
for t in ts: t.join()
q = queue.Queue(2)
def prod():
    for i in range(5): q.put(i); print('put', i)
    q.put(None)
def cons():
    while (x := q.get()) is not None: time.sleep(.05); print('got', x)
ts = [threading.Thread(target=prod), threading.Thread(target=cons)]
for t in ts: t.start()
for t in ts: t.join()
tm = threading.Timer(.3, print, ('timer',)); tm.start(); tm.join()
loc = threading.local(); loc.x = 1
def l():
    print(hasattr(loc, 'x')); loc.x = 2
t = threading.Thread(target=l); t.start(); t.join(); print(loc.x)
r = threading.RLock()
with r:
    with r: print('reentrant')
print(threading.active_count(), threading.current_thread().name, threading.main_thread() is threading.current_thread())
def boom(): raise ValueError('in thread')
t = threading.Thread(target=boom, name='boomer'); t.start(); t.join()
print(t.is_alive(), t.name)
