import { expect, test } from 'vitest';
import {
  contains6,
  endOf6,
  formatAddress6,
  formatSubnet6,
  linkLocal,
  overlaps6,
  parseAddress6,
  parseSubnet6,
} from './ipv6.ts';

const same = (text: string) => formatAddress6(parseAddress6(text) as bigint);

test('addresses are written as RFC 5952 has it', () => {
  expect(same('2001:0DB8:0:0:0:0:2:1')).toBe('2001:db8::2:1');
  expect(same('::')).toBe('::');
  expect(same('::1')).toBe('::1');
  expect(same('fd00::')).toBe('fd00::');
  expect(same('2001:db8:0:1:1:1:1:1')).toBe('2001:db8:0:1:1:1:1:1');
  expect(same('2001:0:0:1:0:0:0:1')).toBe('2001:0:0:1::1');
  expect(same('1:0:0:2:0:0:3:4')).toBe('1::2:0:0:3:4');
});

test.each(['', ':', '1', '10.0.0.1', ':::', '1::2::3', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7', 'fd00:zz::', '12345::'])(
  '%j is no address',
  (text) => {
    expect(parseAddress6(text)).toBeUndefined();
  },
);

test('subnets', () => {
  const subnet = parseSubnet6('fd00:66::5/64');
  if (!subnet) throw new Error('no subnet');
  expect(formatSubnet6(subnet)).toBe('fd00:66::/64');
  expect(contains6(subnet, parseAddress6('fd00:66::ffff') as bigint)).toBe(true);
  expect(contains6(subnet, parseAddress6('fd00:66:0:1::') as bigint)).toBe(false);
  expect(formatAddress6(endOf6(subnet))).toBe('fd00:66:0:1::');
  expect(overlaps6(subnet, parseSubnet6('fd00:66::/96') as never)).toBe(true);
  expect(overlaps6(subnet, parseSubnet6('fd00:67::/96') as never)).toBe(false);
  expect(parseSubnet6('fd00::/129')).toBeUndefined();
});

test('a link-local address comes of the MAC address', () => {
  expect(linkLocal('02:42:0a:42:00:02')).toBe('fe80::42:aff:fe42:2');
});
