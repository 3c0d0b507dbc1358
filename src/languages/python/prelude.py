"""Runs before the program: sockets, time, signals and identity are those of the simulated machine."""


def _prelude():
    import _kernel
    import _signal
    import _socket
    import errno
    import os
    import select
    import signal
    import sys
    import time
    from pyodide.ffi import JsProxy, to_js

    # As the C library numbers and names errors: its numbers choose the classes of OSError.
    numbers = {name: number for number, name in errno.errorcode.items()}
    strerror = os.strerror

    # Descriptors of sockets are the kernel's; this far above them are those of files.
    SOCKETS = 1_000_000

    def value(answer):
        """What a call answered, as Python has it; its failure as OSError."""
        if not isinstance(answer, JsProxy):
            return answer
        if hasattr(answer, "errno"):
            number = numbers.get(answer.errno, numbers["EIO"])
            raise OSError(number, strerror(number))
        if hasattr(answer, "to_bytes"):
            return answer.to_bytes()
        return answer.to_py()

    def restarted(call, *args):
        """Again after a signal whose handler came back (PEP 475)."""
        while True:
            try:
                return value(call(*args))
            except InterruptedError:
                pass
            # The handler runs between two instructions, and what it raises is none of the call's failure.
            for _ in range(200):
                pass

    for name, number in (("AF_UNIX", 1), ("AF_INET", 2), ("AF_INET6", 10), ("SOCK_STREAM", 1), ("SOCK_DGRAM", 2)):
        if not hasattr(_socket, name):
            setattr(_socket, name, number)

    class Socket:
        __slots__ = ("_fd", "_family", "_type", "_proto", "_timeout")

        def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
            if family == -1:
                family = _socket.AF_INET
            if type == -1:
                type = _socket.SOCK_STREAM
            self._family = family
            self._type = type & 0xF
            self._proto = max(proto, 0)
            self._timeout = _socket.getdefaulttimeout()
            if fileno is not None:
                self._fd = fileno - SOCKETS
                return
            if family == _socket.AF_INET6:
                raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")
            domain = "unix" if family == _socket.AF_UNIX else "inet"
            kind = "datagram" if self._type == _socket.SOCK_DGRAM else "stream"
            self._fd = value(_kernel.socket(domain, kind))

        family = property(lambda self: self._family)
        type = property(lambda self: self._type)
        proto = property(lambda self: self._proto)
        timeout = property(lambda self: self._timeout)

        def _place(self, address):
            if self._family == _socket.AF_UNIX:
                return (os.fsdecode(address), -1)
            host, port = address[0], address[1]
            return (host if host.count(".") == 3 and host.replace(".", "").isdigit() else resolved(host)[0], port)

        def _named(self, flat):
            host, port = flat
            if self._family == _socket.AF_UNIX:
                return host
            return (host, port)

        def _wait(self, reading):
            if self._timeout is None:
                return
            reads, writes = ([self._fd], []) if reading else ([], [self._fd])
            ready = restarted(_kernel.poll, to_js(reads), to_js(writes), self._timeout * 1000)
            if not ready:
                if self._timeout == 0:
                    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
                raise TimeoutError("timed out")

        def fileno(self):
            return -1 if self._fd < 0 else self._fd + SOCKETS

        def bind(self, address):
            restarted(_kernel.bind, self._fd, *self._place(address))

        def listen(self, backlog=128):
            value(_kernel.listen(self._fd, max(backlog, 0)))

        def _accept(self):
            self._wait(True)
            fd = restarted(_kernel.accept, self._fd)
            peer = self._named(value(_kernel.getpeername(fd))) if self._family != _socket.AF_UNIX else ""
            return fd + SOCKETS, peer

        def connect(self, address):
            restarted(_kernel.connect, self._fd, *self._place(address))

        def connect_ex(self, address):
            try:
                self.connect(address)
                return 0
            except OSError as error:
                return error.errno

        def recv(self, size, flags=0):
            self._wait(True)
            return restarted(_kernel.recv, self._fd, size)

        def recv_into(self, buffer, nbytes=0, flags=0):
            view = memoryview(buffer).cast("B")
            data = self.recv(nbytes or len(view), flags)
            view[: len(data)] = data
            return len(data)

        def recvfrom(self, size, flags=0):
            self._wait(True)
            data, host, port = restarted(_kernel.recvfrom, self._fd, size)
            return bytes(data), self._named((host, port))

        def send(self, data, flags=0):
            return restarted(_kernel.send, self._fd, to_js(bytes(data)))

        def sendall(self, data, flags=0):
            self.send(data, flags)

        def sendto(self, data, *rest):
            return restarted(_kernel.sendto, self._fd, to_js(bytes(data)), *self._place(rest[-1]))

        def getsockname(self):
            return self._named(value(_kernel.getsockname(self._fd)))

        def getpeername(self):
            return self._named(value(_kernel.getpeername(self._fd)))

        def getsockopt(self, level, option, length=0):
            return 0 if not length else bytes(length)

        def setsockopt(self, level, option, value=None, length=0):
            pass

        def setblocking(self, flag):
            self._timeout = None if flag else 0.0

        def getblocking(self):
            return self._timeout is None or self._timeout > 0

        def settimeout(self, seconds):
            self._timeout = None if seconds is None else float(seconds)

        def gettimeout(self):
            return self._timeout

        def shutdown(self, how):
            value(_kernel.shutdown(self._fd, ("read", "write", "both")[how]))

        def close(self):
            fd, self._fd = self._fd, -1
            if fd >= 0:
                value(_kernel.close(fd))

        def detach(self):
            fd, self._fd = self._fd, -1
            return fd + SOCKETS

        def __del__(self):
            if getattr(self, "_fd", -1) >= 0:
                try:
                    self.close()
                except OSError:
                    pass

    def resolved(host):
        if host in ("", "<broadcast>"):
            return ["0.0.0.0"]
        found = _kernel.resolve(host)
        if hasattr(found, "errno"):
            again = found.errno == "EAI_AGAIN"
            number, what = (-3, "Temporary failure in name resolution") if again else (-2, "Name or service not known")
            raise _socket.gaierror(number, what)
        return found.to_py()

    SERVICES = {"http": 80, "https": 443, "domain": 53, "ssh": 22, "smtp": 25, "redis": 6379, "postgresql": 5432}

    def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
        if isinstance(port, bytes):
            port = port.decode()
        if isinstance(port, str):
            if not port.isdigit() and port not in SERVICES:
                raise _socket.gaierror(-8, "Servname not supported for ai_socktype")
            port = int(port) if port.isdigit() else SERVICES[port]
        if host is None:
            addresses = ["0.0.0.0" if flags & 1 else "127.0.0.1"]
        else:
            addresses = resolved(host.decode() if isinstance(host, bytes) else host)
        kinds = [(_socket.SOCK_STREAM, 6), (_socket.SOCK_DGRAM, 17)]
        return [
            (_socket.AF_INET, kind, number, "", (address, port or 0))
            for address in addresses
            for kind, number in kinds
            if type in (0, kind)
        ]

    if _kernel.home is None:
        del os.environ["HOME"]
    else:
        os.environ["HOME"] = _kernel.home
    for name in ("PYTHONINSPECT", "LD_LIBRARY_PATH", "_"):
        if not os.environ.get(name) or name != "PYTHONINSPECT":
            os.environ.pop(name, None)

    uname = tuple(_kernel.uname)
    _socket.socket = _socket.SocketType = Socket
    _socket.getaddrinfo = getaddrinfo
    _socket.gethostbyname = lambda name: resolved(name)[0]
    _socket.gethostbyname_ex = lambda name: (name, [], list(resolved(name)))
    _socket.gethostbyaddr = lambda address: (address, [], [address])
    _socket.getnameinfo = lambda place, flags=0: (place[0], str(place[1]))
    _socket.gethostname = lambda: uname[1]
    _socket.close = lambda fd: value(_kernel.close(fd - SOCKETS))
    _socket.has_ipv6 = False

    os_close, os_select = os.close, select.select

    def close(fd):
        return value(_kernel.close(fd - SOCKETS)) if fd >= SOCKETS else os_close(fd)

    os.close = close

    def select_(reads, writes, others=(), timeout=None):
        number = lambda one: one if isinstance(one, int) else one.fileno()
        kernel = lambda fd: fd - SOCKETS if fd >= SOCKETS else _kernel.descriptor(fd)
        to_read = {kernel(number(one)): one for one in reads}
        to_write = {kernel(number(one)): one for one in writes}
        ms = -1 if timeout is None else timeout * 1000
        ready = restarted(_kernel.poll, to_js(list(to_read)), to_js(list(to_write)), ms)
        return [to_read[fd] for fd in ready if fd in to_read], [to_write[fd] for fd in ready if fd in to_write], []

    class Select:
        # An object, which unlike a function does not become a method of the class that keeps it (selectors).
        def __call__(self, *args):
            return select_(*args)

    select.select = Select()
    for name in ("poll", "epoll", "kqueue", "devpoll"):
        if hasattr(select, name):
            delattr(select, name)

    def sleep(seconds):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        end = _kernel.now() + seconds * 1000
        while (left := end - _kernel.now()) > 0:
            try:
                value(_kernel.sleep(left))
            except InterruptedError:
                pass
            for _ in range(200):
                pass

    time.sleep = sleep

    set_handler = _signal.signal

    def signal_(number, handler):
        before = set_handler(number, handler)
        _kernel.handle(int(number), 0 if handler == _signal.SIG_DFL else 1 if handler == _signal.SIG_IGN else 2)
        return before

    _signal.signal = signal_
    os.kill = lambda pid, number: value(_kernel.kill(pid, int(number)))

    os.getpid = lambda: _kernel.pid
    os.getppid = lambda: _kernel.ppid
    os.getuid = lambda: _kernel.uid
    os.geteuid = lambda: _kernel.euid
    os.getgid = lambda: _kernel.gid
    os.getegid = lambda: _kernel.egid
    os.uname = lambda: os.uname_result(uname)
    os.system = lambda line: (lambda status: status << 8 if status >= 0 else 1)(value(_kernel.system(line)))
    sys.path.append("/usr/local/lib/python3.14/site-packages")
    sys.executable = sys._base_executable = "/usr/local/bin/python3"

    # What the runtime has loaded already knows its own sockets.
    for name in ("socket", "selectors", "socketserver", "ssl", "http.client", "urllib.request"):
        sys.modules.pop(name, None)

    # There are no threads: servers that would start one for each request answer it in turn.
    import socketserver

    def process_request(self, request, client_address):
        self.process_request_thread(request, client_address)

    socketserver.ThreadingMixIn.process_request = process_request

    # The runtime's own modules are not the program's.
    for name in ("js", "pyodide_js", "_kernel"):
        sys.modules[name] = None


_prelude()
del _prelude
