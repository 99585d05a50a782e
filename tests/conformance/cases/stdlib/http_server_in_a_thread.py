import threading, http.server, urllib.request, urllib.error, json, http.client
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == '/bad':
            self.send_error(404, 'no such thing'); return
        body = json.dumps({'path': self.path, 'ua': self.headers.get('X-Test')}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_POST(self):
        n = int(self.headers['Content-Length'])
        data = self.rfile.read(n)
        self.send_response(201); self.end_headers(); self.wfile.write(data.upper())
    def log_message(self, format, *args):
        print('log', format % args)
srv = http.server.HTTPServer(('127.0.0.1', 8099), H)
t = threading.Thread(target=srv.serve_forever, daemon=True); t.start()
r = urllib.request.urlopen(urllib.request.Request('http://127.0.0.1:8099/a?b=1', headers={'X-Test': 'y'}))
print(r.status, r.read())
try: urllib.request.urlopen('http://127.0.0.1:8099/bad')
except urllib.error.HTTPError as e: print(e.code, e.reason, e.read().decode().count('<p>'))
print(urllib.request.urlopen('http://127.0.0.1:8099/p', data=b'abc').read())
c = http.client.HTTPConnection('127.0.0.1', 8099); c.request('PUT', '/x'); r = c.getresponse(); print(r.status, r.reason); c.close()
srv.shutdown(); t.join(); srv.server_close(); print('end')
