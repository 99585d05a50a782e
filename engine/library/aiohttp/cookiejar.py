"""What a client keeps of the cookies that servers give, and which of them go with a request."""

from http.cookies import Morsel, SimpleCookie

from ._http import URL


def _is_address(host):
    return host is not None and (':' in host or all([part.isdigit() for part in host.split('.')]))


class AbstractCookieJar:
    def __init__(self, *, loop=None):
        pass


class CookieJar(AbstractCookieJar):
    """Cookies by domain and path; `unsafe`: from numeric addresses, too."""

    def __init__(self, *, unsafe=False, quote_cookie=True, treat_as_secure_origin=None, loop=None):
        self._unsafe = unsafe
        self._cookies = {}          # (domain, path, name) -> Morsel
        self._host_only = set()     # (domain, name)
        self._ends = {}             # the same keys -> when they end

    def __iter__(self):
        self._drop_old()
        return iter(list(self._cookies.values()))

    def __len__(self):
        return len(list(iter(self)))

    def clear(self, predicate=None):
        for key, cookie in list(self._cookies.items()):
            if predicate is None or predicate(cookie):
                self._drop(key)

    def clear_domain(self, domain):
        self.clear(lambda cookie: _domain_fits(domain, cookie['domain']))

    def _drop(self, key):
        self._cookies.pop(key, None)
        self._ends.pop(key, None)
        self._host_only.discard((key[0], key[2]))

    def _drop_old(self):
        from time import time
        now = time()
        for key in [key for key, end in self._ends.items() if end <= now]:
            self._drop(key)

    def update_cookies(self, cookies, response_url=URL()):
        host = response_url.host
        if not self._unsafe and _is_address(host):
            return
        for name, cookie in cookies.items() if hasattr(cookies, 'items') else cookies:
            if not isinstance(cookie, Morsel):
                made = SimpleCookie()
                made[name] = cookie
                cookie = made[name]
            self._keep(name, cookie.copy(), host, response_url)

    def _keep(self, name, cookie, host, url):
        domain = cookie['domain']
        if domain.endswith('.'):
            domain = ''
        if not domain and host is not None:
            self._host_only.add((host, name))
            domain = host
        domain = domain.lstrip('.')
        cookie['domain'] = domain
        if host is not None and not _domain_fits(domain, host):
            return
        if not cookie['path'].startswith('/'):
            above = url.raw_path.rpartition('/')[0] if url.raw_path.startswith('/') else ''
            cookie['path'] = above or '/'
        key = domain, cookie['path'], name
        end = _end_of(cookie)
        if end is None:
            self._ends.pop(key, None)
        else:
            self._ends[key] = end
        self._cookies[key] = cookie
        self._drop_old()

    def filter_cookies(self, request_url=URL()):
        """Those that go with a request to that address."""
        url = URL(request_url)
        chosen = SimpleCookie()
        for cookie in sorted(self, key=lambda c: len(c['path'])):
            if self._goes_with(cookie, url):
                morsel = Morsel()
                morsel.set(cookie.key, cookie.value, cookie.coded_value)
                chosen[cookie.key] = morsel
        return chosen

    def _goes_with(self, cookie, url):
        domain, host = cookie['domain'], url.host or ''
        if not domain:
            return True
        if not self._unsafe and _is_address(host):
            return False
        if domain != host and ((domain, cookie.key) in self._host_only or not _domain_fits(domain, host)):
            return False
        return _path_fits(cookie['path'], url.raw_path) and not (cookie['secure'] and url.scheme not in ('https', 'wss'))


class DummyCookieJar(AbstractCookieJar):
    """Keeps nothing."""

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def clear(self, predicate=None):
        pass

    def clear_domain(self, domain):
        pass

    def update_cookies(self, cookies, response_url=URL()):
        pass

    def filter_cookies(self, request_url):
        return SimpleCookie()


def _domain_fits(domain, host):
    return host == domain or host.endswith('.' + domain) and not _is_address(host)


def _path_fits(path, asked):
    return asked == path or asked.startswith(path) and (path.endswith('/') or asked[len(path)] == '/')


def _end_of(cookie):
    """When it ends, in seconds as time.time() counts; None: with the session."""
    from calendar import timegm
    from time import strptime, time
    if cookie['max-age'] != '':
        try:
            return time() + int(cookie['max-age'])
        except ValueError:
            cookie['max-age'] = ''
    if cookie['expires']:
        try:
            return timegm(strptime(cookie['expires'].replace('-', ' '), '%a, %d %b %Y %H:%M:%S GMT'))
        except ValueError:
            cookie['expires'] = ''
    return None
