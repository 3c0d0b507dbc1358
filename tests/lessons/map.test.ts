/** The authoring guide maps the study note to the lessons: every lesson is in it, and it names none that is not there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lessonFolders, parseCourse } from '../../src/course/parse-course.ts';
import { readPack } from '../../src/node/lessons/read-pack.ts';

const root = join(import.meta.dirname, '../../lessons');

test('the map names all lessons, and no others', () => {
  const guide = readFileSync(join(root, 'README.md'), 'utf8');
  const rows = guide
    .slice(guide.indexOf('## Which lesson covers'))
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const named = rows.flatMap((row) => [...row.matchAll(/`(\d\d\/\d\d-[a-z-]+)`/g)].map(([, name]) => name as string));
  // `05-make-images/01-commit` is written as `05/01-commit`.
  const there = lessonFolders(readPack(root)).map((folder) => folder.replace(/-[a-z-]+\//, '/'));
  expect([...new Set(named)].sort()).toEqual(there);
});

/** What the study note has its reader type, in its order; names of images may be others where the note's serve as an example. */
const COMMANDS: readonly RegExp[] = [
  /^sudo apt-get install apt-transport-https$/,
  /^sudo apt-key adv --keyserver hkp:\/\/keyserver\.ubuntu\.com:80 --recv-keys 36A1D7869245C8950F966E92D8576A8BA88D21E9$/,
  /^sudo bash -c "echo deb https:\/\/get\.docker\.io\/ubuntu docker main > \/etc\/apt\/sources\.list\.d\/docker\.list"$/,
  /^sudo apt-get update$/,
  /^sudo apt-get install -y lxc-docker$/,
  /^curl -sSL https:\/\/get\.docker\.com\/ubuntu\/ \| sudo sh$/,
  /^sudo yum install (-y )?docker$/,
  /^sudo service docker start$/,
  /^sudo chkconfig docker on$/,
  /^docker pull ubuntu:12\.04$/,
  /^docker pull registry\.hub\.docker\.com\/ubuntu:12\.04$/,
  /^docker pull dl\.dockerpool\.com:5000\//,
  /^docker run -ti ubuntu:1\d\.04 \/bin\/bash$/,
  /^docker images$/,
  /^docker run -ti training\/sinatra \/bin\/bash$/,
  /^gem install json$/,
  /^exit$/,
  /^docker commit -m "Added json gem" -a "Docker Newbee" .* ouruser\/sinatra:v2$/,
  /^docker run -ti ouruser\/sinatra:v2 \/bin\/bash$/,
  /^mkdir .*sinatra/,
  /^vi Dockerfile$/,
  /^docker build -t="ouruser\/sinatra:v2" \.$/,
  /^docker tag .* ouruser\/sinatra:devel$/,
  /^docker images ouruser\/sinatra$/,
  /^wget https:\/\/download\.openvz\.org\/template\/precreated\/ubuntu-14\.04-x86_64-minimal\.tar\.gz$/,
  /^sudo cat ubuntu-14\.04-x86_64-minimal\.tar\.gz \| sudo docker import - ubuntu:14\.04-min$/,
  /^docker push /,
  /^docker save -o \S+\.tar \S+$/,
  /^docker load --input \S+\.tar$/,
  /^docker load < \S+\.tar$/,
];

test('whatever the study note has its reader type is typed in a lesson', () => {
  const course = parseCourse(readPack(root));
  const steps = course.parts.flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.steps));
  const blocks = steps.flatMap(({ prose }) => prose.en);
  const typed = blocks.flatMap((block) => (block.kind === 'console' ? block.lines.map(({ command }) => command) : []));
  const missing = COMMANDS.filter((command) => !typed.some((line) => command.test(line)));
  expect(missing).toEqual([]);
});
