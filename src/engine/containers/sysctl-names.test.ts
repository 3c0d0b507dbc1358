import { expect, test } from 'vitest';
import { hasSysctl } from './sysctl-names.ts';

test('settings of a network namespace are known by name, for every interface', () => {
  expect(hasSysctl('net.core.somaxconn')).toBe(true);
  expect(hasSysctl('net.ipv4.conf.eth0.forwarding')).toBe(true);
  expect(hasSysctl('net/ipv6/conf/all/disable_ipv6')).toBe(true);
  expect(hasSysctl('net.ipv4.ip_forwarding')).toBe(false);
  expect(hasSysctl('net.nosuch')).toBe(false);
  expect(hasSysctl('net.ipv4.conf.nosuch.forwarding')).toBe(false);
  expect(hasSysctl('kernel.msgmax')).toBe(true);
});
