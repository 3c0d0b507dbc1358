/**
 * Reads a lesson folder into a Lesson. The schema is strict: what is missing, unknown or does not fit is told with file
 * and line, all of it at once.
 */
import {
  HINTS,
  LANGUAGES,
  MACHINE_KINDS,
  type Check,
  type Hints,
  type Language,
  type Lesson,
  type LessonFile,
  type Localised,
  type Prose,
  type Question,
  type Step,
  type Variable,
} from './lesson.ts';
import { LessonError } from './lesson-error.ts';
import { parseProse, type LessonProse } from './prose.ts';
import { parseSolution, parseWrong } from './sections.ts';
import { BUILT_IN_VARIABLES } from './variables.ts';
import { YamlReader, type YamlPath } from './yaml-reader.ts';

/** A lesson folder: names below it to contents. Texts of the known files, bytes of what lies in `files/`. */
export interface LessonFolder {
  readonly texts: Readonly<Record<string, string>>;
  readonly files: readonly LessonFile[];
}

/** Where things stand, as `file:line`, for whoever finds fault with them later. */
export interface Places {
  yaml(path: YamlPath): string;
  solution(step: string): string;
  wrong(step: string, attempt: number): string;
  /** `section`: a step's id, `own-machine`, or undefined for the introduction. */
  prose(language: Language, section: string | undefined, block: number): string;
}

export interface ParsedLesson {
  readonly lesson: Lesson;
  readonly places: Places;
}

/** The id of the section that ends every lesson. */
export const OWN_MACHINE = 'own-machine';

const KEYS = [
  'id',
  'minutes',
  'machine',
  'prerequisites',
  'base',
  'simulation-only',
  'objectives',
  'variables',
  'steps',
];

/** Fails with LessonError. */
export function parseLesson(path: string, { texts, files }: LessonFolder): ParsedLesson {
  const problems: string[] = [];
  const yaml = new YamlReader(`${path}/lesson.yaml`, texts['lesson.yaml'], problems);
  const prose = localised((language) => parseProse(`${path}/${language}.md`, texts[`${language}.md`], problems));
  const solution = parseSolution(`${path}/solution.sh`, texts['solution.sh'], problems);
  const wrong = parseWrong(`${path}/wrong.sh`, texts['wrong.sh'], problems);
  if (yaml.broken) throw new LessonError(withoutConsequences(problems));
  yaml.keys([], KEYS);
  yaml.distinct(['steps'], 'id');
  const steps = yaml.list(['steps']).map((at): Step => {
    yaml.keys(at, ['id', 'hints', 'questions', 'checks']);
    yaml.distinct([...at, 'questions'], 'id');
    yaml.distinct([...at, 'checks'], 'name');
    const id = yaml.name([...at, 'id'], /^[a-z0-9-]+$/);
    const questions = yaml.list([...at, 'questions'], true).map((place) => readQuestion(yaml, place));
    const needed = !questions.some(({ when }) => when === 'now');
    const attempts = wrong.get(id) ?? [];
    if (!solution.has(id)) problems.push(`${path}/solution.sh:1: no section "# step: ${id}"`);
    const step = {
      id,
      title: localised((language) => prose[language].sections.get(id)?.title ?? ''),
      prose: localised((language) => prose[language].sections.get(id)?.prose ?? []),
      hints: readHints(yaml, [...at, 'hints']),
      questions,
      checks: yaml.list([...at, 'checks'], !needed).map((place) => readCheck(yaml, place)),
      solution: solution.get(id)?.value ?? '',
      wrong: attempts.map(({ value }) => value),
    };
    if (step.checks.length && !attempts.length) problems.push(`${path}/wrong.sh:1: no section "# step: ${id}"`);
    attempts.forEach(({ value, at: place }) => {
      if (!messagesOf(step).includes(value.earns)) {
        problems.push(`${place}: step ${id} has no message '${value.earns}'; there is ${messagesOf(step).join(', ')}`);
      }
    });
    return step;
  });
  const lesson: Lesson = {
    path,
    id: yaml.name(['id'], /^[a-z0-9-]+$/),
    minutes: yaml.number(['minutes']),
    machine: yaml.oneOf(['machine'], MACHINE_KINDS, 'ubuntu'),
    prerequisites: yaml.list(['prerequisites'], true).map((at) => yaml.name(at)),
    base: yaml.optionalText(['base']),
    simulationOnly: yaml.optionalText(['simulation-only']),
    title: localised((language) => prose[language].title),
    introduction: localised((language) => prose[language].introduction.prose),
    objectives: yaml.list(['objectives']).map((at) => yaml.localised(at)),
    variables: readVariables(yaml),
    files,
    setup: texts['setup.sh'] ?? '',
    steps,
    ownMachine: localised((language) => prose[language].sections.get(OWN_MACHINE)?.prose ?? []),
  };
  problems.push(...proseProblems(path, lesson, prose));
  for (const [name, sections] of Object.entries({ 'solution.sh': solution, 'wrong.sh': wrong })) {
    for (const id of sections.keys()) {
      if (!steps.some((step) => step.id === id)) problems.push(`${path}/${name}:1: there is no step '${id}'`);
    }
  }
  if (problems.length) throw new LessonError(withoutConsequences(problems));
  return {
    lesson,
    places: {
      yaml: (at) => yaml.at(at),
      solution: (step) => solution.get(step)?.at ?? `${path}/solution.sh:1`,
      wrong: (step, attempt) => wrong.get(step)?.[attempt]?.at ?? `${path}/wrong.sh:1`,
      prose: (language, section, block) => {
        const { introduction, sections } = prose[language];
        const lines = section === undefined ? introduction : sections.get(section);
        return `${path}/${language}.md:${lines?.blockLines[block] ?? lines?.line ?? 1}`;
      },
    },
  };
}

/** What else a file lacks that is not there goes without saying. */
function withoutConsequences(problems: readonly string[]): readonly string[] {
  const missing = problems.flatMap((problem) => /^(.*): is missing$/.exec(problem)?.[1] ?? []);
  return problems.filter(
    (problem) => !missing.some((file) => problem.startsWith(`${file}:`) && /^:\d/.test(problem.slice(file.length))),
  );
}

/** The messages of a step by their names: `check`, `check/explanation`. */
export function messagesOf(step: Pick<Step, 'checks'>): readonly string[] {
  return step.checks.flatMap(({ name, explain }) => [name, ...explain.map((miss) => `${name}/${miss.name}`)]);
}

function readHints(yaml: YamlReader, at: YamlPath): Hints {
  yaml.keys(at, HINTS);
  return {
    nudge: yaml.localised([...at, 'nudge']),
    explanation: yaml.localised([...at, 'explanation']),
    command: yaml.text([...at, 'command']).trim(),
  };
}

function readCheck(yaml: YamlReader, at: YamlPath): Check {
  yaml.keys(at, ['name', 'run', 'message', 'explain']);
  yaml.distinct([...at, 'explain'], 'name');
  return {
    name: yaml.name([...at, 'name']),
    run: yaml.text([...at, 'run']),
    message: yaml.localised([...at, 'message']),
    explain: yaml.list([...at, 'explain'], true).map((place) => {
      yaml.keys(place, ['name', 'run', 'message']);
      return {
        name: yaml.name([...place, 'name']),
        run: yaml.text([...place, 'run']),
        message: yaml.localised([...place, 'message']),
      };
    }),
  };
}

function readQuestion(yaml: YamlReader, at: YamlPath): Question {
  yaml.keys(at, ['id', 'kind', 'when', 'ask', 'options', 'answer', 'because']);
  yaml.distinct([...at, 'options'], 'id');
  const kind = yaml.oneOf([...at, 'kind'], ['choice', 'number']);
  const options = yaml.list([...at, 'options'], kind === 'number').map((place) => {
    const text = yaml.localised(place, ['id']);
    return { id: yaml.name([...place, 'id']), text };
  });
  if (kind === 'choice' && options.length === 1) yaml.problem([...at, 'options'], 'should be two or more', undefined);
  if (kind === 'number' && options.length) yaml.problem([...at, 'options'], 'belong to a choice', undefined);
  return {
    id: yaml.name([...at, 'id'], /^[a-z0-9-]+$/),
    kind,
    when: yaml.oneOf([...at, 'when'], ['after', 'now'], 'after'),
    ask: yaml.localised([...at, 'ask']),
    options,
    answer: yaml.text([...at, 'answer']),
    because: yaml.localised([...at, 'because']),
  };
}

function readVariables(yaml: YamlReader): readonly Variable[] {
  return yaml.entries(['variables']).map(([name, at]) => {
    if (!/^[a-z][a-z0-9_]*$/.test(name) || name in BUILT_IN_VARIABLES) {
      yaml.problem(at, 'should be a name of its own, in small letters', undefined);
    }
    const words = yaml.list(at).map((place) => yaml.name(place, /^[a-z0-9-]+$/));
    if (words.length === 1) yaml.problem(at, 'should be two words or more', undefined);
    return { name, words };
  });
}

/** Both languages have the steps in the order of lesson.yaml, the same blocks to click, and every question once. */
function proseProblems(path: string, lesson: Lesson, prose: Localised<LessonProse>): string[] {
  const problems: string[] = [];
  const expected = [...lesson.steps.map(({ id }) => id), OWN_MACHINE];
  for (const language of LANGUAGES) {
    const file = `${path}/${language}.md`;
    const { sections, introduction } = prose[language];
    for (const id of expected) if (!sections.has(id)) problems.push(`${file}:1: no heading {#${id}}`);
    for (const [id, { line }] of sections) {
      if (!expected.includes(id)) problems.push(`${file}:${line}: there is no step '${id}' in lesson.yaml`);
    }
    const order = [...sections.keys()].filter((id) => expected.includes(id));
    if (order.length === expected.length && order.join() !== expected.join()) {
      problems.push(`${file}:1: the headings should come in the order ${expected.join(', ')}`);
    }
    if (!introduction.prose.length) problems.push(`${file}:1: no introduction before the first step`);
    for (const step of lesson.steps) {
      const { line } = sections.get(step.id) ?? { line: 1 };
      const asked = step.prose[language].flatMap((block) => (block.kind === 'question' ? [block.id] : []));
      for (const { id } of step.questions) {
        if (asked.filter((other) => other === id).length !== 1) {
          problems.push(`${file}:${line}: the question {?${id}} should stand once in step ${step.id}`);
        }
      }
      for (const id of asked) {
        if (!step.questions.some((question) => question.id === id)) {
          problems.push(`${file}:${line}: step ${step.id} has no question '${id}'`);
        }
      }
    }
  }
  for (const [id, { line }] of prose.en.sections) {
    const other = prose['zh-TW'].sections.get(id);
    if (other && commandsIn(prose.en.sections.get(id)?.prose) !== commandsIn(other.prose)) {
      problems.push(`${path}/zh-TW.md:${other.line}: the console blocks differ from those in en.md:${line}`);
    }
  }
  return problems;
}

/** Comments may be in the reader's language; commands are the same. */
function commandsIn(prose: Prose | undefined): string {
  return JSON.stringify(prose?.filter(({ kind }) => kind !== 'text') ?? []);
}

function localised<T>(value: (language: Language) => T): Localised<T> {
  return { en: value('en'), 'zh-TW': value('zh-TW') };
}
