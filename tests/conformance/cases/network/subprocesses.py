import asyncio
import sys
from asyncio.subprocess import PIPE

async def run(cmd):
    proc = await asyncio.create_subprocess_shell(cmd, stdout=PIPE, stderr=PIPE)
    stdout, stderr = await proc.communicate()
    print(f'[{cmd!r} exited with {proc.returncode}]')
    if stdout:
        print(f'[stdout]\n{stdout.decode()}')
    if stderr:
        print(f'[stderr]\n{stderr.decode()}')

async def timed():
    proc = await asyncio.create_subprocess_exec('sleep', '3')
    try:
        print(await asyncio.wait_for(proc.wait(), timeout=0.5))
    except asyncio.TimeoutError:
        print('Timed out waiting to finish, terminating...')
        proc.terminate()
        print(await proc.wait())

async def read_stream(stream, cb):
    while True:
        line = await stream.readline()
        if line:
            cb(line)
        else:
            break

async def stream_subprocess(cmd, stdout_cb, stderr_cb):
    process = await asyncio.create_subprocess_exec(*cmd, stdout=PIPE, stderr=PIPE)
    await asyncio.gather(read_stream(process.stdout, stdout_cb), read_stream(process.stderr, stderr_cb))
    return await process.wait()

async def pipeline():
    p1 = await asyncio.create_subprocess_exec('echo', 'one two three', stdout=PIPE)
    data, _ = await p1.communicate()
    p2 = await asyncio.create_subprocess_exec(sys.executable, '-c', 'import sys; print(len(sys.stdin.read().split()))', stdin=PIPE, stdout=PIPE)
    out, _ = await p2.communicate(data)
    print('words', out)
    p3 = await asyncio.create_subprocess_exec('cat', stdin=PIPE, stdout=PIPE)
    for w in (b'a\n', b'b\n'):
        p3.stdin.write(w)
        await p3.stdin.drain()
        print('cat', await p3.stdout.readline())
    p3.stdin.close()
    print('rc', await p3.wait())

async def shellpipe():
    p = await asyncio.create_subprocess_shell('echo hello | cat', stdout=PIPE)
    print((await p.communicate())[0])

async def main():
    await run('echo hi; echo err 1>&2; exit 2')
    await asyncio.gather(run('sleep 0.2; echo "hello"'), run('sleep 0.1; echo "world"'))
    await timed()
    rc = await stream_subprocess(["bash", "-c", "echo stdout && sleep 0.2 && echo stderr 1>&2 && sleep 0.2 && echo done"],
                                 lambda x: print("STDOUT: %s" % x), lambda x: print("STDERR: %s" % x))
    print('rc', rc)
    await pipeline()
    await shellpipe()
    try:
        await asyncio.create_subprocess_exec('no-such-command-xyz')
    except FileNotFoundError as e:
        print(e)

asyncio.run(main())
