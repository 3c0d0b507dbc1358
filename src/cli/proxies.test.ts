import { expect, test } from 'vitest';
import { withProxies } from './proxies.ts';

const config = (proxies: object) => ({ directory: '', path: '', values: { proxies } });

test('proxies of the engine or the default ones, where nothing else was given', () => {
  const both = config({ default: { httpProxy: 'http://p:1', noProxy: 'n' }, 'tcp://a:1': { ftpProxy: 'f' } });
  expect(withProxies(both, 'unix:///x', ['A=1', 'no_proxy='])).toEqual([
    'A=1',
    'no_proxy=',
    'HTTP_PROXY=http://p:1',
    'http_proxy=http://p:1',
    'NO_PROXY=n',
  ]);
  expect(withProxies(both, 'tcp://a:1', [])).toEqual(['FTP_PROXY=f', 'ftp_proxy=f']);
  expect(withProxies(config({}), '', ['A'])).toEqual(['A']);
});
