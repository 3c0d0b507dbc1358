import { expect, test } from 'vitest';
import { testMachine } from '../../../../tests/support/kernel.ts';
import { PROGRAMS } from '../../bin/table.ts';
import { programTable } from '../../programs.ts';

const SPECIFICATIONS = ['rack-1.6.4', 'rack-2.2.3', 'rack-protection-1.5.3', 'tilt-1.4.1'];

// What RubyGems 3.3 answers where these gems are installed.
test.each([
  ['gem list', 0, 'rack (2.2.3, 1.6.4)\nrack-protection (1.5.3)\ntilt (1.4.1)\n', ''],
  ['gem list IL', 0, 'tilt (1.4.1)\n', ''],
  ['gem list -e rack', 0, 'rack (2.2.3, 1.6.4)\n', ''],
  ['gem list --no-versions rack', 0, 'rack\nrack-protection\n', ''],
  ['gem list -i tilt', 0, 'true\n', ''],
  ['gem list -i sinatra', 1, 'false\n', ''],
  ['gem list -i', 4, '', 'ERROR:  You must specify a gem name\n'],
  ['gem list --details', 1, '', 'ERROR:  gem list --details is not simulated in Drydock\n'],
])('%s', async (line, status, stdout, stderr) => {
  const machine = await testMachine({
    programs: programTable(PROGRAMS),
    bin: ['ruby', 'gem'],
    files: Object.fromEntries(SPECIFICATIONS.map((name) => [`/usr/local/bundle/specifications/${name}.gemspec`, ''])),
  });
  expect(await machine.run(line.split(' '))).toMatchObject({ status, stdout, stderr });
});
