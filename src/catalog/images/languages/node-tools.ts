/**
 * npm, npx, yarn and corepack as the image has them: scripts of package.json run, package.json can be begun, and what needs
 * the registry of packages says that it is not simulated.
 */
const NPM_VERSION = '10.8.2';
const VERSIONS: Readonly<Record<string, string>> = {
  npm: NPM_VERSION,
  npx: NPM_VERSION,
  corepack: '0.34.0',
  yarn: '1.22.22',
};

const REAL: Readonly<Record<string, string>> = {
  npm: 'fetch packages from registry.npmjs.org into node_modules',
  npx: 'fetch the package and run its command',
  corepack: 'fetch package managers',
  yarn: 'fetch packages from the registry into node_modules',
};

const COMMON = `'use strict';
const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');
const [command = 'help', ...rest] = process.argv.slice(2);
const say = (text) => process.stdout.write(text + '\\n');
const complain = (text) => process.stderr.write(text + '\\n');
const read = () => JSON.parse(fs.readFileSync('package.json', 'utf8'));
const run = (script, args) => {
  const shown = [script, ...args].join(' ');
  const { name = '', version = '' } = read();
  say('\\n> ' + name + (version && '@' + version) + ' ' + event + '\\n> ' + shown + '\\n');
  const PATH = path.resolve('node_modules/.bin') + ':' + process.env.PATH;
  const done = spawnSync('sh', ['-c', shown], { stdio: 'inherit', env: { ...process.env, PATH, npm_lifecycle_event: event } });
  process.exit(done.status ?? 1);
};
let event = command;
`;

const SCRIPTS = `if (command === '-v' || command === '--version') say(VERSION);
else if (command === 'init') {
  const file = { name: path.basename(process.cwd()), version: '1.0.0', description: '', main: 'index.js', scripts: { test: 'echo "Error: no test specified" && exit 1' }, keywords: [], author: '', license: 'ISC' };
  const text = JSON.stringify(file, null, 2);
  fs.writeFileSync('package.json', text + '\\n');
  say('Wrote to ' + path.resolve('package.json') + ':\\n\\n' + text + '\\n');
} else if (['run', 'run-script', 'start', 'test', 't', 'stop', 'restart'].includes(command)) {
  if (!fs.existsSync('package.json')) {
    complain('npm error code ENOENT\\nnpm error syscall open\\nnpm error path ' + path.resolve('package.json') + '\\nnpm error errno -2\\nnpm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open \\'' + path.resolve('package.json') + '\\'');
    process.exit(254);
  }
  const named = command === 'run' || command === 'run-script';
  event = named ? rest.shift() : command === 't' ? 'test' : command;
  const { scripts = {} } = read();
  const script = scripts[event] ?? (event === 'start' && fs.existsSync('server.js') ? 'node server.js' : undefined);
  if (script === undefined) {
    complain('npm error Missing script: "' + event + '"');
    process.exit(1);
  }
  run(script, rest.filter((word) => word !== '--'));
} else if (['install', 'i', 'ci', 'add'].includes(command) && rest.every((word) => word.startsWith('-')) && fs.existsSync('package.json') && Object.keys({ ...read().dependencies, ...read().devDependencies }).length === 0) {
  say('\\nup to date in 1s');
} else {
  complain(NAME + ': ' + command + ' is not simulated in Drydock; the real ' + NAME + ' would ' + REAL);
  process.exit(1);
}
`;

/** The file of a tool: JavaScript that `node` runs. */
export function packageTool(name: string): string {
  const constants = `const NAME = '${name}';\nconst VERSION = '${VERSIONS[name]}';\nconst REAL = '${REAL[name]}';\n`;
  return `#!/usr/bin/env node\n${COMMON}${constants}${SCRIPTS}`;
}
