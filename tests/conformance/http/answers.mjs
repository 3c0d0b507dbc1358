/** The server that HTTP clients are recorded against: what it answers to a request, whoever carries the bytes. */

const PAGE = '<html><body><a href="a.html">a</a> <a href="sub/b.html">b</a> <a href="/hello">h</a></body></html>\n';
const DATED = [
  ['Last-Modified', 'Sat, 01 Jan 2022 10:00:00 GMT'],
  ['ETag', '"abc"'],
];
const DIGITS = '0123456789';
const REASONS = {
  100: 'Continue',
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  416: 'Requested Range Not Satisfiable',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** A page's text and type, or nothing. */
const FILES = {
  '/hello': ['hello\n', 'text/plain'],
  '/dir/file.txt': ['a file\n', 'text/plain'],
  '/site/': [PAGE, 'text/html'],
  '/site/index.html': [PAGE, 'text/html'],
  '/site/a.html': ['<p>a <a href="http://localhost:8000/site/">up</a></p>\n', 'text/html'],
  '/site/sub/b.html': ['<p>b <img src="../c.png"></p>\n', 'text/html'],
  '/site/c.png': ['PNG', 'image/png'],
  '/j.json': ['{"a":1}\n', 'application/json'],
};

/** `counts`: numbers of requests by path, which tell what fails at first. */
function routed({ method, path, query, head, headers, body }, counts) {
  const file = FILES[path];
  if (file) {
    if (headers['if-none-match'] === '"abc"' || headers['if-modified-since'] === DATED[0][1]) return [304, DATED, ''];
    return [200, [['Content-Type', file[1]], ...DATED], file[0]];
  }
  const [, first, second] = path.split('/');
  const count = (counts.get(path) ?? 0) + 1;
  counts.set(path, count);
  const plain = [['Content-Type', 'text/plain']];
  switch (first) {
    case 'echo':
      return [200, plain, `${head}\n\n${body}`.replaceAll('\r', '')];
    case 'status':
      return [Number(second), plain, `${second}\n`];
    case 'to': {
      const places = {
        echo: '/echo',
        there: '/hello',
        abs: 'http://localhost:8000/echo',
        bad: 'ftp://x/',
        rel: '../echo',
      };
      const [, , , where = 'echo'] = path.split('/');
      return [Number(second), [['Location', places[where]]], 'moved\n'];
    }
    case 'loop':
      return [302, [['Location', '/loop']], ''];
    case 'hops':
      return [302, [['Location', Number(second) > 1 ? `/hops/${Number(second) - 1}` : '/hello']], ''];
    case 'auth':
      if (headers.authorization === 'Basic bWU6cHc=') return [200, plain, 'in\n'];
      return [401, [['WWW-Authenticate', 'Basic realm="here"'], ...plain], 'no\n'];
    case 'flaky':
      return count > Number(second) ? [200, plain, `try ${count}\n`] : [503, plain, 'busy\n'];
    case 'cookies':
      return [200, [['Set-Cookie', 'a=1; Path=/'], ['Set-Cookie', 'b=2; Path=/dir; HttpOnly'], ...plain], 'set\n'];
    case 'named':
      return [200, [['Content-Disposition', 'attachment; filename="given.txt"'], ...plain], 'named\n'];
    case 'digits': {
      const range = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '');
      if (!range) return [200, [['Accept-Ranges', 'bytes'], ...plain], DIGITS];
      const from = range[1] ? Number(range[1]) : DIGITS.length - Number(range[2]);
      const to = range[1] && range[2] ? Math.min(Number(range[2]), 9) : 9;
      if (from > 9) return [416, [['Content-Range', 'bytes */10'], ...plain], 'beyond\n'];
      return [206, [['Content-Range', `bytes ${from}-${to}/10`], ...plain], DIGITS.slice(from, to + 1)];
    }
    case 'size':
      return [200, plain, 'x'.repeat(Number(second))];
    case 'query':
      return [200, plain, `${query}\n`];
    case 'only':
      return method === 'GET' ? [200, plain, 'got\n'] : [405, [['Allow', 'GET'], ...plain], 'no\n'];
    default:
      return [404, plain, 'nothing here\n'];
  }
}

/** What breaks the protocol, by path; the connection ends after it. */
const BROKEN = {
  '/empty': '',
  '/garbage': 'what?\r\n\r\n',
  '/short': 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this\n',
  '/until-end': 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end\n',
  '/old': 'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nold\n',
  '/ended-chunk': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n',
};

/** The bytes of the answer, a character each, and whether the connection ends with it. */
function answered(request, counts) {
  const { method, path, version, headers } = request;
  if (path in BROKEN) return { bytes: BROKEN[path], ends: true };
  if (path === '/chunked') {
    const chunks = method === 'HEAD' ? '' : '6\r\nfirst\n\r\n7\r\nsecond\n\r\n0\r\n\r\n';
    const bytes = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`;
    return { bytes, ends: false };
  }
  const [status, fields, text] = routed(request, counts);
  const ends = version === 'HTTP/1.0' || headers.connection === 'close';
  const bodiless = status === 204 || status === 304;
  const lines = [
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Other'}`,
    'Server: recorder',
    ...fields.map(([name, value]) => `${name}: ${value}`),
    ...(bodiless ? [] : [`Content-Length: ${text.length}`]),
    ...(ends ? ['Connection: close'] : []),
  ];
  return { bytes: `${lines.join('\r\n')}\r\n\r\n${bodiless || method === 'HEAD' ? '' : text}`, ends };
}

/** A server: of a connection's `send` and `end` it makes what takes the bytes that come, a character each. */
export function server() {
  const counts = new Map();
  return (send, end) => conversation(counts, send, end);
}

function conversation(counts, send, end) {
  let got = '';
  let continued = false;
  return (bytes) => {
    got += bytes;
    for (;;) {
      const at = got.indexOf('\r\n\r\n');
      if (at < 0) return;
      const head = got.slice(0, at);
      const [line, ...fields] = head.split('\r\n');
      const [method, target, version] = line.split(' ');
      const headers = Object.fromEntries(
        fields.map((field) => [
          field.slice(0, field.indexOf(':')).toLowerCase(),
          field.slice(field.indexOf(':') + 1).trim(),
        ]),
      );
      if (headers.expect && !continued) {
        continued = true;
        send('HTTP/1.1 100 Continue\r\n\r\n');
      }
      const length = bodyLength(got, at + 4, headers);
      if (length === undefined) return;
      const body = got.slice(at + 4, at + 4 + length);
      got = got.slice(at + 4 + length);
      continued = false;
      const [path, query = ''] = target.replace(/^http:\/\/[^/]*/, '').split('?');
      const { bytes: answer, ends } = answered({ method, path, query, version, head, headers, body }, counts);
      send(answer);
      if (ends) return end();
    }
  };
}

/** Nothing as long as the body has not come. */
function bodyLength(got, from, headers) {
  if (headers['transfer-encoding'] === 'chunked') {
    const last = got.indexOf('0\r\n\r\n', from);
    return last < 0 ? undefined : last + 5 - from;
  }
  const length = Number(headers['content-length'] ?? 0);
  return got.length - from < length ? undefined : length;
}
