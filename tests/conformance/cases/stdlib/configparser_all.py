import configparser
import io

TEXT = '''\
[DEFAULT]
ServerAliveInterval = 45
home: /home/%(user)s
user = nobody

# a comment
[server]
host = 127.0.0.1
Port = 8888
debug = yes
ratio=0.5
; another
long = one
    two

    three
path = %(home)s/data
percent = 100%%

[empty]
'''


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error)


config = configparser.ConfigParser()
config.read_string(TEXT)
print(config.sections(), 'server' in config, 'x' in config, len(config), list(config))
server = config['server']
print(repr(server), list(server), len(server))
print(server['host'], server['PORT'], server.getint('port'), server.getboolean('debug'), server.getfloat('ratio'))
print(repr(server['long']), server['path'], server['percent'], server.get('nope'), server.get('nope', 'x'))
print(config.get('server', 'path', raw=True), config.get('server', 'path', vars={'user': 'ann'}))
print(config.items('server'))
print(config['empty'].get('user'), config.options('empty'), config.defaults())
print(config.has_option('server', 'HOST'), config.has_option('server', 'x'), config.has_section('DEFAULT'))
for call in (lambda: config.get('no', 'x'), lambda: config.get('server', 'x'), lambda: config['no'], lambda: server['no'],
             lambda: config.getint('server', 'host'), lambda: config.getboolean('server', 'host'),
             lambda: config.add_section('server'), lambda: config.add_section('DEFAULT'), lambda: config.set('no', 'a', 'b'),
             lambda: config.set('server', 'a', 1), lambda: config.set('server', 'a', '50%'),
             lambda: config.get('server', 'x', fallback=3), lambda: config.getint('no', 'x', fallback=4),
             lambda: configparser.ConfigParser().read_string('a = 1\n'),
             lambda: configparser.ConfigParser().read_string('[a]\nb = 1\nb = 2\n'),
             lambda: configparser.ConfigParser().read_string('[a]\n[a]\n'),
             lambda: configparser.ConfigParser().read_string('[a]\nxyz\n'),
             lambda: configparser.ConfigParser().read('nowhere.ini')):
    attempt(call)

config['new'] = {'a': '1', 'B': '2'}
config.set('new', 'c', 'x\ny')
config.remove_option('new', 'a')
del config['empty']
out = io.StringIO()
config.write(out)
print(out.getvalue())
out = io.StringIO()
config.write(out, space_around_delimiters=False)
print(out.getvalue().splitlines()[:2])

bad = configparser.ConfigParser()
bad.read_string('[a]\nx = %(y)s\nz = %(z)s\nw = %q\nv = %(z\n')
for name in 'xzwv':
    attempt(lambda: bad['a'][name])

extended = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
extended.read_string('[a]\nx = 1\ny = ${x}2\n[b]\nz = ${a:y}$$\nq = ${no}\n')
attempt(lambda: extended['b']['z'])
attempt(lambda: extended['b']['q'])

raw = configparser.RawConfigParser(allow_no_value=True, inline_comment_prefixes=('#',), delimiters='=')
raw.read_string('[s]\nflag\nk = %(v)s # note\nu:v = 1\n')
print(raw.items('s'), raw['s']['flag'])
typed = configparser.ConfigParser(converters={'list': lambda text: text.split(',')})
typed.read_dict({'s': {'l': 'a,b', 'n': 3}})
print(typed.getlist('s', 'l'), typed['s'].getlist('l'), typed['s'].getlist('none'), typed['s'].getint('n'))
