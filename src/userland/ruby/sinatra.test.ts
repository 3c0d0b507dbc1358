import { expect, test } from 'vitest';
import { testMachine } from '../../../tests/support/kernel.ts';
import { PROGRAMS } from '../bin/table.ts';
import { programTable } from '../programs.ts';

const APP = `
require 'sinatra'
before { @started = true }
get('/') { "hello #{@started}" }
get('/users/:name') { "user #{params[:name]}, #{params['q']}" }
post('/sum') { (params[:a].to_i + params[:b].to_i).to_s }
get('/page') { erb '<p><%= 1 + 1 %></p><% 2.times do |i| %><b><%= i %></b><% end %>' }
get('/moved') { redirect '/' }
get('/stop') { halt 403, 'no' }
helpers { def twice(x) = x * 2 }
get('/help') { twice('ab') }
not_found { 'nothing here' }
error { |e| "failed: #{e.message}" }
get('/boom') { raise 'boom' }
`;

test('an application answers HTTP', async () => {
  const machine = await testMachine({
    programs: programTable(PROGRAMS),
    bin: ['ruby', 'curl', 'dash', 'sleep', 'kill'],
    files: { '/app.rb': APP, '/usr/local/bundle/specifications/sinatra-1.4.5.gemspec': '' },
  });
  const get = 'curl -s http://127.0.0.1:4567';
  const script = `
ruby /app.rb 2>/log &
until ${get}/ -o /dev/null; do sleep 0.1; done
for path in / '/users/eve?q=1' /page /stop /help /none /boom; do ${get}$path; echo; done
${get}/sum -d 'a=2&b=40'; echo
curl -s -o /dev/null -w '%{http_code} %{redirect_url}' ${get.slice(8)}/moved; echo
kill -TERM $!
wait
`;
  const { stdout } = await machine.run(['dash', '-c', script], { env: { PATH: '/bin' } });
  expect(stdout).toBe(
    'hello true\nuser eve, 1\n<p>2</p><b>0</b><b>1</b>\nno\nabab\nnothing here\nfailed: boom\n42\n302 http://127.0.0.1:4567/\n',
  );
  expect(await machine.readFile('/log')).toContain('== Sinatra has ended his set (crowd applauds)');
});

test('without the gem there is no such library', async () => {
  const machine = await testMachine({ programs: programTable(PROGRAMS), bin: ['ruby'] });
  const { status, stderr } = await machine.run(['ruby', '-e', "require 'sinatra'"]);
  expect([status, stderr]).toEqual([1, "-e:1:in `<main>': cannot load such file -- sinatra (LoadError)\n"]);
});

test('what is not simulated says so', async () => {
  const machine = await testMachine({ programs: programTable(PROGRAMS), bin: ['ruby'] });
  const { status, stderr } = await machine.run(['ruby', '-e', "require 'yaml'"]);
  expect(status).toBe(1);
  expect(stderr).toContain(
    "the library 'yaml' is not simulated in Drydock's ruby; real Ruby has it (NotImplementedError)",
  );
});
