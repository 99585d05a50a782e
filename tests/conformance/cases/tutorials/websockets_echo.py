# A server and its clients with the package `websockets`: messages both ways, a broadcast, and both ways of closing.
import asyncio

import websockets

joined = set()


async def handler(websocket):
    joined.add(websocket)
    websockets.broadcast(joined, f'{len(joined)} here')
    try:
        async for message in websocket:
            await websocket.send(message.upper() if isinstance(message, str) else message[::-1])
    finally:
        joined.remove(websocket)


async def main():
    async with websockets.serve(handler, 'localhost', 8765):
        async with websockets.connect('ws://localhost:8765/path') as one:
            print(await one.recv())
            await one.send('hello')
            print(await one.recv())
            await one.send(b'\x01\x02')
            print(await one.recv())
            two = await websockets.connect('ws://localhost:8765')
            print(await one.recv(), '-', await two.recv())
            await two.close()
            try:
                await two.send('late')
            except websockets.ConnectionClosed as closed:
                print(type(closed).__name__, closed.code, closed)
        print('open:', one.open)
    try:
        await websockets.connect('ws://localhost:8765')
    except OSError as error:
        print(type(error).__name__)


asyncio.run(main())
