import { expect, it } from 'vitest';
import { applyChanges } from './changes.ts';

it('takes the instructions of a Dockerfile that configure', () => {
  const changed = applyChanges({ Env: ['A=1'], Cmd: ['sh'], WorkingDir: '/a' }, [
    'ENV B=$A-2 C="two words"\nWORKDIR b',
    'ENTRYPOINT []',
    'EXPOSE 80 53/udp',
    'HEALTHCHECK --interval=5s CMD true',
  ]);
  expect(changed).toEqual({
    Env: ['A=1', 'B=1-2', 'C=two words'],
    Cmd: null,
    Entrypoint: null,
    WorkingDir: '/a/b',
    ExposedPorts: { '80/tcp': {}, '53/udp': {} },
    Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 5e9 },
  });
});

it('names what is no change as it was written', () => {
  expect(() => applyChanges({}, ['ENV A=1', 'Run true'])).toThrow('Run is not a valid change command');
  expect(() => applyChanges({}, [''])).toThrow('file with no instructions');
});
