import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../base/errors.ts';
import { packProblems, type LessonLinks, type PackFiles } from '../../course/parse-course.ts';
import { DEFAULT_HUB } from '../build-tree.ts';
import { createFolderProver, type LessonFolderAt, type Verdict } from '../lessons/prove-folder.ts';
import { buildDigest, ProofRecord } from '../lessons/proof-record.ts';
import { proofsOver, writeOutside } from '../lessons/prove.ts';
import { writeStarter } from '../lessons/starter.ts';
import { selectionAt, wholePack, type Selection } from '../lessons/selection.ts';
import { PROVING_PROCESS, proveSideBySide, proveWhatIsSent } from '../lessons/side-by-side.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { UsageError } from '../usage-error.ts';

/**
 * `drydock lesson check PATH...|--all`: proves lessons, prints a line for each, and for what is wrong `file:line: what`.
 * Status 1 when anything is wrong. Lessons that were proven before and have not changed since are not proven again, unless
 * `--anew` is given. `drydock lesson new FOLDER`: writes a small lesson to begin with.
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
  const { checked, wrong, unchanged, writing } = await checkAll(selections, { jobs, anew: values.anew });
  const seconds = ((performance.now() - started) / 1000 - writing).toFixed(1);
  if (unchanged)
    process.stdout.write(`${unchanged} unchanged since they were proven; --anew proves them all the same\n`);
  process.stdout.write(`${checked} checked in ${seconds} s, ${wrong ? `${wrong} wrong` : 'all proven'}\n`);
  return wrong ? 1 : 0;
}

async function checkAll(
  selections: readonly Selection[],
  { jobs, anew }: { readonly jobs: number; readonly anew: boolean },
) {
  const counts = { checked: 0, wrong: 0, unchanged: 0, writing: 0 };
  const links = new Map<string, LessonLinks[]>();
  const told = ({ root, problems, links: found }: Verdict, line: string) => {
    if (found) links.set(root, [...(links.get(root) ?? []), found]);
    process.stdout.write(`${line}\n`);
    tell(root, problems);
    counts.checked++;
    if (problems.length) counts.wrong++;
  };
  const record = new ProofRecord(join(DEFAULT_HUB, '../proofs.json'), buildDigest(import.meta.dirname));
  const packs = new Map(selections.map(({ root, files }) => [root, files]));
  const packOf = ({ root }: LessonFolderAt) => packs.get(root) as PackFiles;
  const toProve: LessonFolderAt[] = [];
  for (const { root, folders } of selections) {
    for (const folder of folders) {
      const at = { root, folder };
      const verdict = anew ? undefined : record.stillProven(at, packOf(at));
      if (verdict) told(verdict, `proven ${folder}  unchanged`);
      else toProve.push(at);
    }
  }
  counts.unchanged = counts.checked;
  const proven = (verdict: Verdict) => {
    const { folder, seconds, problems } = verdict;
    record.note(verdict, packOf(verdict));
    told(verdict, `${problems.length ? 'wrong ' : 'proven'} ${folder}  ${seconds.toFixed(2)} s`);
  };
  const ready = async () => void (counts.writing = await outsideWritten());
  if (jobs > 1 && toProve.length > 1) {
    await proveSideBySide(record.longestFirst(toProve), { jobs, ready: ready(), tell: proven });
  } else if (toProve.length) {
    await ready();
    const prove = createFolderProver(await proofsOver(DEFAULT_HUB));
    for (const at of toProve) proven(await prove(at));
  }
  for (const { root, files, folders, whole } of selections) {
    const read = links.get(root) ?? [];
    // Links to a lesson that cannot be read would seem to lead nowhere.
    const problems = whole && read.length === folders.length ? packProblems(files, read) : [];
    tell(root, problems);
    if (problems.length) counts.wrong++;
  }
  record.keep();
  return counts;
}

/** Seconds that it took to write images and packages; 0 when they were there. It is done once for many checks, and so is told apart. */
async function outsideWritten(): Promise<number> {
  const from = performance.now();
  const files = await writeOutside(DEFAULT_HUB);
  const seconds = (performance.now() - from) / 1000;
  if (!files) return 0;
  process.stdout.write(`${files} files of images and packages written in ${seconds.toFixed(1)} s\n`);
  return seconds;
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
      options: {
        all: { type: 'boolean', default: false },
        anew: { type: 'boolean', default: false },
        jobs: { type: 'string' },
      },
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
