import time
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
g=time.gmtime(1700000000.9); print(g, g.tm_gmtoff, g[0], g[:3], tuple(g), len(g), time.mktime(g), time.asctime(g), time.ctime(0), time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %d %e %j %U %W %w %u %y %C %G %V %I %p %z %% %D %F %T %R %r %c %x %X %h %n%t|",g))
print(time.strptime("2024-02-29 01:02:03","%Y-%m-%d %H:%M:%S"), time.strptime("29 Feb 24","%d %b %y"), time.gmtime(-1), time.gmtime(0)==time.struct_time((1970,1,1,0,0,0,3,1,0)), time.timezone, time.altzone, time.daylight, time.tzname)
for f in [lambda: time.struct_time((1,2)), lambda: time.strptime("x","%Y"), lambda: time.strftime("%Y",(1,2)), lambda: time.sleep(-1), lambda: time.strftime(1), lambda: time.gmtime("a"), lambda: time.strptime("2024","%Y-"), lambda: time.mktime((1,)), lambda: time.strftime("%Y",(2024,13,1,0,0,0,0,0,0)), lambda: time.sleep("a"), lambda: time.strptime("2024-02-30","%Y-%m-%d")]: t(f)
print(type(time.time()), type(time.time_ns()), type(time.monotonic_ns()), hasattr(time,"perf_counter_ns"), hasattr(time,"process_time"), hasattr(time,"thread_time"), time.struct_time, repr(time.strftime("")), time.strftime("%d%%",time.gmtime(0)), time.strftime("é %Y",time.gmtime(0)))
