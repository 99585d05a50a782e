from datetime import date, datetime, time, timedelta, timezone, tzinfo, UTC
import datetime as M
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for a in [dict(days=1), dict(seconds=-1), dict(hours=25,minutes=61), dict(weeks=1,microseconds=-1), dict(milliseconds=1.5), dict(days=0.1), dict(seconds=1.0000005), dict(microseconds=0.5), dict(microseconds=1.5), dict(days=-1.5, hours=3.3), {}]:
    d=timedelta(**a); print(repr(d), d, d.total_seconds(), hash(d), bool(d))
a,b=timedelta(hours=5), timedelta(minutes=7)
print(a+b,a-b,a*3,a*1.5,a/b,a//b,a%b,divmod(a,b),-a,abs(-a),a/3,a/2.5,a//7, a>b, a==b, 2*a)
t(lambda: timedelta("x")); t(lambda: a/0); t(lambda: a+1); t(lambda: a*timedelta(1)); t(lambda: a<1)
print(timedelta.min, timedelta.max, repr(timedelta.resolution))
d=date(2024,2,29)
print(repr(d), d, d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.timetuple(), d.ctime(), d.strftime("%A %d %B %Y %j %U %W"), f"{d:%d.%m.%y}", f"{d}", hash(d))
print(d+timedelta(1), d-timedelta(60), d-date(2023,1,1), d.replace(year=2020), date.fromisoformat("2024-03-01"), date.fromordinal(738000), date.fromisocalendar(2020,53,5))
for x in ["20240301","2024-W09-5","2024W095","2024-W09","2024-13-01","x","2024-3-1","2024-02-30"]: t(lambda: date.fromisoformat(x))
t(lambda: date(2023,2,29)); t(lambda: date(0,1,1)); t(lambda: date(2023,13,1)); t(lambda: date(2023)); t(lambda: date("2023",1,1)); t(lambda: date(2023,1.0,1)); t(lambda: d.replace(year=2023)); t(lambda:d<1); t(lambda: d==1); t(lambda: d+1); t(lambda: date.max+timedelta(1)); t(lambda: date.fromordinal(0))
dt=datetime(2024,2,29,13,4,5,678)
print(repr(dt), dt, dt.isoformat(), dt.isoformat(" ", "minutes"), dt.isoformat(timespec="milliseconds"), dt.date(), dt.time(), dt.ctime(), dt.timetuple(), dt.timestamp(), hash(dt))
print(repr(datetime(2024,1,1)), repr(datetime(2024,1,1,1,1,1)), datetime(2024,1,1))
u=datetime(2024,2,29,13,4,5,tzinfo=timezone.utc)
e=timezone(timedelta(hours=5,minutes=30)); n=timezone(timedelta(hours=-5),"EST")
print(repr(u), u, u.isoformat(), u.astimezone(e), repr(u.astimezone(n)), u.astimezone(n).tzname(), u.timestamp(), u.utctimetuple(), hash(u), hash(u)==hash(u.astimezone(e)), u==u.astimezone(e))
print(repr(e), e, n, repr(n), timezone.utc, repr(UTC), timezone.min, timezone.max, e==n, hash(e))
t(lambda: u-dt); t(lambda: u<dt); t(lambda: u==dt); t(lambda: dt<d); t(lambda: dt==d); t(lambda: timezone(timedelta(hours=24))); t(lambda: timezone(5)); t(lambda: dt-d)
print(u-u.astimezone(e), dt-datetime(2023,1,1), dt+timedelta(days=1,hours=20), dt-timedelta(microseconds=700))
print(datetime.fromtimestamp(1700000000.123456, UTC), datetime.fromtimestamp(0,tz=e), datetime.fromtimestamp(-1.5,UTC))
for x in ["2024-02-29","2024-02-29T12","2024-02-29 12:34","2024-02-29T12:34:56.789","2024-02-29T12:34:56Z","2024-02-29T12:34:56+05:30","20240229T123456","2024-02-29T12:34:56,123456","2024-W09-4T10:00","2024-02-29T24:00","bad","2024-02-29T12:34:56-00:00","2024-02-29T1:2","2024-02-29T25:00", "2024-02-30T10:00"]: t(lambda: repr(datetime.fromisoformat(x)))
for s,f in [("2024-02-29 13:14:15","%Y-%m-%d %H:%M:%S"),("29/Feb/24","%d/%b/%y"),("12:01 PM","%I:%M %p"),("2024-02-29 13:14:15.5 +0530","%Y-%m-%d %H:%M:%S.%f %z"),("x","%Y"),("2024-02-29 x","%Y-%m-%d"),("Thu Feb 29 13:04:05 2024","%c"),("2024","%Q")]: t(lambda: repr(datetime.strptime(s,f)))
print(dt.strftime("%Y-%m-%dT%H:%M:%S.%f|%z|%Z|%p|%I|%%|%y|%a %b"), u.strftime("%z %Z %:z"), f"{dt:%H:%M}", datetime.combine(d,time(1,2)), datetime.combine(d,time(1,2,tzinfo=e)))
tm=time(13,4,5,6); print(repr(tm), tm, tm.isoformat("hours"), tm.replace(hour=1), repr(time(1)), repr(time(1,2,3)), repr(time(1,tzinfo=UTC)), time(1,tzinfo=e), hash(tm), tm<time(14), time.fromisoformat("04:05:06.7"), time.fromisoformat("T0405"), tm.strftime("%H-%M %f"), bool(time(0)))
t(lambda: time(25)); t(lambda: time(1,60)); t(lambda: time.fromisoformat("4:5")); t(lambda: datetime(2024,1,1,24)); t(lambda: tm<time(1,tzinfo=UTC)); t(lambda: tm==time(1,tzinfo=UTC)); t(lambda: datetime(2024,1,1,tzinfo=5)); t(lambda: dt.isoformat(timespec="x"))
print(datetime.min, datetime.max, date.min, date.max, time.max, M.MINYEAR)
print(datetime(2024,1,1,fold=1), repr(datetime(2024,1,1,fold=1)))
class Z(tzinfo):
    def utcoffset(self,dt): return timedelta(hours=2)
    def dst(self,dt): return timedelta(hours=1)
    def tzname(self,dt): return "CEST"
    def __repr__(self): return "Z()"
z=datetime(2024,1,1,12,tzinfo=Z()); print(z, repr(z), z.tzname(), z.astimezone(UTC), u.astimezone(Z()), z.timetuple(), z.strftime("%Z%z"))
class D(datetime): pass
print(repr(D(2024,1,1)), type(D(2024,1,1)+timedelta(1)).__name__, D(2024,1,1)==datetime(2024,1,1), D.fromisoformat("2024-01-01"), D(2024,1,1).date())
print(sorted([date(2024,1,2), date(2023,5,5)]), max(dt, datetime(2025,1,1)), {date(2024,1,1):1}[date(2024,1,1)], isinstance(dt,date))
import copy; print(copy.deepcopy(dt)==dt, copy.copy(d))
