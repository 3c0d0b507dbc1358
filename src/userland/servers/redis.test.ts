import { expect, test } from 'vitest';
import { testMachine, type TestMachine } from '../../../tests/support/kernel.ts';
import { PROGRAMS } from '../bin/table.ts';
import { programTable } from '../programs.ts';
import recorded from './testdata/redis-cli.json' with { type: 'json' };

async function machine(): Promise<TestMachine> {
  const files = {
    '/etc/hosts': '127.0.0.1 localhost\n',
    '/data/': '',
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
  };
  return testMachine({ programs: programTable(PROGRAMS), bin: Object.keys(PROGRAMS), files });
}

async function serving(...options: string[]): Promise<TestMachine & { log(): string }> {
  const made = await machine();
  let log = '';
  const stdout = (bytes: Uint8Array) => (log += new TextDecoder().decode(bytes));
  await made.start(['redis-server', ...options], { cwd: '/data', stdout });
  await expect.poll(() => log).toContain('Ready to accept connections');
  return { ...made, log: () => log };
}

test('answers every recorded command as the real server does', async () => {
  const { run } = await serving('--port', '6399');
  const got: { command: string; answer: string }[] = [];
  for (const { command } of recorded) {
    const { stdout, stderr } = await run(['redis-cli', '-p', '6399', ...command.split(' ')]);
    got.push({ command, answer: stdout + stderr });
  }
  expect(got).toEqual(recorded);
});

test('transactions, blocking pops and channels', async () => {
  const { run } = await serving();
  const session = await run(['redis-cli', '--no-raw'], {
    stdin: 'SET x 1\nMULTI\nINCR x\nGET x\nEXEC\nMULTI\nFOO\nEXEC\n',
  });
  expect(session.stdout).toBe(
    'OK\nOK\nQUEUED\nQUEUED\n1) (integer) 2\n2) "2"\nOK\n(error) ERR unknown command \'FOO\', with args beginning with: \n(error) EXECABORT Transaction discarded because of previous errors.\n',
  );
  const waiting = run(['redis-cli', 'BLPOP', 'q', '5']);
  await run(['sleep', '0.05']);
  await run(['redis-cli', 'RPUSH', 'q', 'job']);
  expect((await waiting).stdout).toBe('q\njob\n');
  const subscriber = run(['timeout', '0.5', 'redis-cli', 'SUBSCRIBE', 'news']);
  await run(['sleep', '0.1']);
  expect((await run(['redis-cli', 'PUBLISH', 'news', 'hello'])).stdout).toBe('1\n');
  expect((await subscriber).stdout).toBe('subscribe\nnews\n1\nmessage\nnews\nhello\n');
});

test('a snapshot outlives the server, TERM saves it', async () => {
  const { run, start, readFile, log } = await serving();
  await run([
    'bash',
    '-c',
    'redis-cli SET k "a b"; redis-cli RPUSH l 1 2; redis-cli ZADD z 1.5 m; redis-cli SADD s x; redis-cli HSET h f v',
  ]);
  await run(['pkill', '-TERM', 'redis-server']);
  await expect.poll(log).toContain('Redis is now ready to exit, bye bye...');
  expect(log()).toMatch(
    /signal-handler \(\d+\) Received SIGTERM scheduling shutdown\.\.\.\n.*# User requested shutdown\.\.\.\n.*\* Saving the final RDB snapshot before exiting\.\n.*\* DB saved on disk\n/,
  );
  expect(await readFile('/data/dump.rdb')).toMatch(/^REDIS0010/);
  await start(['redis-server', '--requirepass', 'secret'], { cwd: '/data' });
  await run(['sleep', '0.1']);
  expect((await run(['redis-cli', 'GET', 'k'])).stdout).toBe('NOAUTH Authentication required.\n\n');
  const env = { REDISCLI_AUTH: 'secret' };
  const all =
    'redis-cli GET k; redis-cli LRANGE l 0 -1; redis-cli ZRANGE z 0 -1 WITHSCORES; redis-cli SMEMBERS s; redis-cli HGETALL h';
  expect((await run(['bash', '-c', all], { env })).stdout).toBe('a b\n1\n2\nm\n1.5\nx\nf\nv\n');
});

test('a wrong configuration is refused in the words of the real one', async () => {
  const { run } = await machine();
  const refused = await run(['redis-server', '--port', 'abc'], { cwd: '/data' });
  expect(refused).toEqual({
    status: 1,
    stdout: '',
    stderr:
      "\n*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 2\n>>> 'port \"abc\"'\nargument couldn't be parsed into an integer\n",
  });
  expect((await run(['redis-server', '/nosuch.conf'])).stdout).toMatch(
    /# Fatal error, can't open config file '\/nosuch.conf': No such file or directory\n$/,
  );
  expect((await run(['redis-cli', '-p', '1', 'PING'])).stderr).toBe(
    'Could not connect to Redis at 127.0.0.1:1: Connection refused\n',
  );
});
