import { describe, expect, test } from 'vitest';
import type { PortHttpAnswer, PortHttpRequest } from '../state/port-http.ts';
import { PortSession } from './port-session.ts';

function session(...answers: Partial<PortHttpAnswer>[]) {
  const asked: PortHttpRequest[] = [];
  const port = new PortSession(8080, async (request) => {
    asked.push(request);
    return { status: 200, headers: {}, body: new Uint8Array(), ...answers.shift() };
  });
  return { port, asked };
}
const get = { method: 'GET', path: '/', headers: {} };

describe('PortSession', () => {
  test('follows redirects on its port, and makes a GET of a POST', async () => {
    const { port, asked } = session({ status: 303, headers: { location: 'done?x=1' } }, { status: 200 });
    const answer = await port.request({ ...get, method: 'POST', path: '/a/form', body: new ArrayBuffer(3) });
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /a/form', 'GET /a/done?x=1']);
    expect(asked[1]?.body).toBe(undefined);
    expect(answer.path).toBe('/a/done?x=1');
  });

  test('does not leave its port', async () => {
    const { port } = session({ status: 302, headers: { location: 'http://localhost:9090/' } });
    await expect(port.request(get)).rejects.toThrow('http://localhost:9090/');
  });

  test('a circle of redirects ends', async () => {
    const port = new PortSession(1, async () => ({ status: 302, headers: { location: '/' }, body: new Uint8Array() }));
    await expect(port.request(get)).rejects.toThrow('too many redirects');
  });

  test('keeps cookies, and lets the frame set none', async () => {
    const { port, asked } = session(
      { headers: { 'set-cookie': 'a=1; Expires=Wed, 21 Oct 2030 07:28:00 GMT, b=2; Path=/' } },
      { headers: { 'set-cookie': 'a=; Max-Age=0' } },
    );
    await port.request(get);
    await port.request({ ...get, headers: { cookie: 'evil=1', host: 'x', 'x-own': 'y' } });
    await port.request(get);
    expect(asked[1]?.headers).toMatchObject({ cookie: 'a=1; b=2', 'x-own': 'y' });
    expect(asked[1]?.headers).not.toHaveProperty('host');
    expect(asked[2]?.headers?.cookie).toBe('b=2');
  });
});
