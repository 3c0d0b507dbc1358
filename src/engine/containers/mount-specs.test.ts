import { expect, it } from 'vitest';
import { checkTmpfsTargets, parseBind } from './mount-specs.ts';

it('tells binds, volumes and volumes without a name apart', () => {
  expect(parseBind('/a/../b:/c:ro')).toMatchObject({ type: 'bind', source: '/b', destination: '/c', writable: false });
  expect(parseBind('data:/c/')).toMatchObject({ type: 'volume', name: 'data', destination: '/c', copyUp: true });
  expect(parseBind('/c')).toMatchObject({ type: 'volume', name: '', destination: '/c' });
});

it('refuses a mode for what has no source', () => {
  for (const spec of ['/c:ro', 'data:nocopy', '/c:', ':/c', 'a:/b:ro:x']) {
    expect(() => parseBind(spec)).toThrow(`invalid volume specification: '${spec}'`);
  }
  expect(() => parseBind('data:c')).toThrow("invalid mount path: 'c' mount path must be absolute");
});

it('wants a tmpfs somewhere below the root', () => {
  expect(() => checkTmpfsTargets({ Tmpfs: { '/a': '', '/..': '' } })).toThrow("destination can't be '/'");
});

it('has what lies around the folder of the engine mounted as a slave, unless that is asked for', () => {
  expect(parseBind('/:/host')).toMatchObject({ propagation: 'rslave', mode: '' });
  expect(parseBind('/var/lib/docker/x:/x:rshared')).toMatchObject({ propagation: 'rshared' });
  expect(parseBind('/srv:/srv')).toMatchObject({ propagation: 'rprivate' });
  expect(parseBind('/srv:/srv:slave,ro')).toMatchObject({ propagation: 'slave', writable: false });
  expect(() => parseBind('/var:/x:private')).toThrow('bind mount source: "/var", propagation: "private"');
});
