import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../base/errors.ts';
import { packProblems, type LessonLinks } from '../../course/parse-course.ts';
import { DEFAULT_HUB } from '../build-tree.ts';
import { createFolderProver, type Verdict } from '../lessons/prove-folder.ts';
import { ProofTimes } from '../lessons/proof-times.ts';
import { openProofs, proofsOver, writeOutside } from '../lessons/prove.ts';
import { writeStarter } from '../lessons/starter.ts';
import { selectionAt, wholePack, type Selection } from '../lessons/selection.ts';
import { PROVING_PROCESS, proveSideBySide, proveWhatIsSent } from '../lessons/side-by-side.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { UsageError } from '../usage-error.ts';

/**
 * `drydock lesson check PATH...|--all`: proves lessons, prints a line for each, and for what is wrong `file:line: what`.
 * Status 1 when anything is wrong. `drydock lesson new FOLDER`: writes a small lesson to begin with.
 */
export async function lesson(args: readonly string[]): Promise<number> {
  if (args[0] === PROVING_PROCESS) {
    // Whoever has started this process sends nothing before all outside of proofs is written.
    await proveWhatIsSent(createFolderProver(await proofsOver(DEFAULT_HUB)));
    return 0;
  }
  if (args[0] === 'new') {
    const [folder, ...more] = args.slice(1);
    if (folder === undefined || more.length) throw new UsageError('new wants one folder');
    writeStarter(folder);
    process.stdout.write(
      `${folder} is a small lesson that works: change it, and prove it with: drydock lesson check ${folder}\n`,
    );
    return 0;
  }
  if (args[0] !== 'check') throw new UsageError(`'${args[0] ?? ''}' is not known; there are: check, new`);
  const { values, positionals } = optionsOf(args.slice(1));
  if (values.all === Boolean(positionals.length)) throw new UsageError('check wants lesson folders, or --all');
  const started = performance.now();
  const jobs = jobsOf(values.jobs);
  const selections = values.all ? [wholePack(join(PROJECT_ROOT, 'lessons'))] : positionals.map(selectionAt);
  const { checked, wrong } = await checkAll(selections, jobs);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${checked} checked in ${seconds} s, ${wrong ? `${wrong} wrong` : 'all proven'}\n`);
  return wrong ? 1 : 0;
}

async function checkAll(selections: readonly Selection[], jobs: number) {
  const counts = { checked: 0, wrong: 0 };
  const links = new Map<string, LessonLinks[]>();
  const told = ({ root, folder, seconds, problems, links: found }: Verdict) => {
    if (found) links.set(root, [...(links.get(root) ?? []), found]);
    process.stdout.write(`${problems.length ? 'wrong ' : 'proven'} ${folder}  ${seconds.toFixed(2)} s\n`);
    tell(root, problems);
    times.note({ root, folder }, seconds);
    counts.checked++;
    if (problems.length) counts.wrong++;
  };
  const times = new ProofTimes(join(DEFAULT_HUB, '../proof-times.json'));
  const lessons = selections.flatMap(({ root, folders }) => folders.map((folder) => ({ root, folder })));
  if (jobs > 1 && lessons.length > 1) {
    await proveSideBySide(times.longestFirst(lessons), { jobs, ready: writeOutside(DEFAULT_HUB), tell: told });
  } else {
    const prove = createFolderProver(await openProofs(DEFAULT_HUB));
    for (const at of lessons) told(await prove(at));
  }
  for (const { root, files, folders, whole } of selections) {
    const read = links.get(root) ?? [];
    // Links to a lesson that cannot be read would seem to lead nowhere.
    const problems = whole && read.length === folders.length ? packProblems(files, read) : [];
    tell(root, problems);
    if (problems.length) counts.wrong++;
  }
  times.keep();
  return counts;
}

function jobsOf(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  if (!/^[1-9]\d?$/.test(text)) throw new UsageError(`--jobs ${text}: not a number from 1 to 99`);
  return Number(text);
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { all: { type: 'boolean', default: false }, jobs: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function tell(root: string, problems: readonly string[]): void {
  for (const problem of problems) {
    const [file = '', ...rest] = problem.split(':');
    process.stdout.write(`  ${[relative(process.cwd(), join(root, file)), ...rest].join(':')}\n`);
  }
}
