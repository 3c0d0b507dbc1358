import { describe, expect, test } from 'vitest';
import { lookUpUser } from './user.ts';

const passwd = 'root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000::/home/ada:/bin/sh\n';
const group = 'root:x:0:\nada:x:1000:\nwheel:x:10:ada\n';

describe('lookUpUser', () => {
  test.each([
    ['', { uid: 0, gid: 0, groups: [0], home: '/root' }],
    ['ada', { uid: 1000, gid: 1000, groups: [1000, 10], home: '/home/ada' }],
    ['1000', { uid: 1000, gid: 1000, groups: [1000, 10], home: '/home/ada' }],
    ['ada:wheel', { uid: 1000, gid: 10, groups: [10], home: '/home/ada' }],
    ['77:88', { uid: 77, gid: 88, groups: [88], home: '/' }],
  ])('%s', (spec, user) => expect(lookUpUser(spec, [], passwd, group)).toEqual(user));

  test('unknown names fail with the texts of runc', () => {
    expect(() => lookUpUser('joe', [], passwd, group)).toThrow(
      'unable to find user joe: no matching entries in passwd file',
    );
    expect(() => lookUpUser('ada:x', [], passwd, group)).toThrow(
      'unable to find group x: no matching entries in group file',
    );
  });

  test('added groups come last', () => {
    expect(lookUpUser('ada', ['wheel', '5'], passwd, group).groups).toEqual([1000, 10, 5]);
  });
});
