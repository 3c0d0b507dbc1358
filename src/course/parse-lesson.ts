/**
 * Reads a lesson folder (lesson.yaml, en.md, zh-TW.md, solution.sh) into a Lesson. Every mistake of an author is told
 * with file and line; all of them at once.
 */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { LANGUAGES, type Check, type Language, type Lesson, type Localised, type Step } from './lesson.ts';

/** File name below the lesson's folder to its text. */
export type LessonFiles = Readonly<Record<string, string>>;

export class LessonError extends Error {
  override name = 'LessonError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Fails with LessonError. */
export function parseLesson(path: string, files: LessonFiles): Lesson {
  const problems: string[] = [];
  const yaml = new YamlReader(path, files['lesson.yaml'], problems);
  const prose = Object.fromEntries(
    LANGUAGES.map((language) => [language, parseProse(`${path}/${language}.md`, files[`${language}.md`], problems)]),
  ) as Record<Language, Prose>;
  const solution = parseSections(files['solution.sh'] ?? '');
  const steps = yaml.list(['steps']).map((_, i): Step => {
    const at = ['steps', i] as const;
    const id = yaml.text([...at, 'id']);
    for (const language of LANGUAGES) {
      if (!prose[language].steps.has(id)) problems.push(`${path}/${language}.md: no heading {#${id}}`);
    }
    if (!solution.has(id)) problems.push(`${path}/solution.sh: no section "# step: ${id}"`);
    return {
      id,
      title: localised((language) => prose[language].steps.get(id)?.title ?? ''),
      prose: localised((language) => prose[language].steps.get(id)?.text ?? ''),
      hints: yaml.list([...at, 'hints'], true).map((_, n) => yaml.localised([...at, 'hints', n])),
      checks: yaml.list([...at, 'checks']).map((_, n) => readCheck(yaml, [...at, 'checks', n])),
      solution: solution.get(id) ?? '',
    };
  });
  const lesson: Lesson = {
    path,
    id: yaml.text(['id']),
    minutes: yaml.number(['minutes']),
    title: localised((language) => prose[language].title),
    introduction: localised((language) => prose[language].introduction),
    objectives: yaml.list(['objectives']).map((_, i) => yaml.localised(['objectives', i])),
    steps,
  };
  if (problems.length) throw new LessonError(problems);
  return lesson;
}

type Path = readonly (string | number)[];

function readCheck(yaml: YamlReader, at: Path): Check {
  return {
    name: yaml.text([...at, 'name']),
    run: yaml.text([...at, 'run']),
    message: yaml.localised([...at, 'message']),
    explain: yaml.list([...at, 'explain'], true).map((_, i) => ({
      run: yaml.text([...at, 'explain', i, 'run']),
      message: yaml.localised([...at, 'explain', i, 'message']),
    })),
  };
}

function localised(text: (language: Language) => string): Localised {
  return Object.fromEntries(LANGUAGES.map((language) => [language, text(language)])) as Record<Language, string>;
}

/** Typed look-ups in one YAML document; what is missing or of another type becomes a problem with its line. */
class YamlReader {
  #lines = new LineCounter();
  #document;
  #file: string;

  constructor(
    path: string,
    text: string | undefined,
    private readonly problems: string[],
  ) {
    this.#file = `${path}/lesson.yaml`;
    if (text === undefined) problems.push(`${this.#file}: is missing`);
    this.#document = parseDocument(text ?? '{}', { lineCounter: this.#lines });
    for (const error of this.#document.errors) problems.push(`${this.#file}: ${error.message}`);
  }

  text(at: Path): string {
    const value = this.#scalar(at);
    if (typeof value === 'string' && value !== '') return value;
    return this.#problem(at, 'should be text', '');
  }

  number(at: Path): number {
    const value = this.#scalar(at);
    return typeof value === 'number' ? value : this.#problem(at, 'should be a number', 0);
  }

  list(at: Path, optional = false): readonly unknown[] {
    const node = this.#document.getIn(at, true);
    if (isSeq(node) && (optional || node.items.length)) return node.items;
    return optional && node === undefined ? [] : this.#problem(at, 'should be a list with something in it', []);
  }

  localised(at: Path): Localised {
    return localised((language) => this.text([...at, language]));
  }

  #scalar(at: Path): unknown {
    const node = this.#document.getIn(at, true);
    return isScalar(node) ? node.value : undefined;
  }

  #problem<T>(at: Path, what: string, value: T): T {
    let node: unknown;
    for (let length = at.length; length > 0 && !node; length--) node = this.#document.getIn(at.slice(0, length), true);
    const range = (isScalar(node) || isMap(node) || isSeq(node) ? (node as Node) : this.#document.contents)?.range;
    const line = range ? `:${this.#lines.linePos(range[0]).line}` : '';
    this.problems.push(`${this.#file}${line}: ${at.join('.')} ${what}`);
    return value;
  }
}

interface Prose {
  readonly title: string;
  readonly introduction: string;
  readonly steps: ReadonlyMap<string, { readonly title: string; readonly text: string }>;
}

/** `# title`, an introduction, then `## heading {#step-id}` for each step. */
function parseProse(file: string, text: string | undefined, problems: string[]): Prose {
  if (text === undefined) problems.push(`${file}: is missing`);
  const [head = '', ...parts] = (text ?? '').split(/^## /m);
  const [, title = '', introduction = ''] = /^# (.*)\n([\s\S]*)$/.exec(head) ?? [];
  if (!title) problems.push(`${file}:1: should begin with "# title"`);
  const steps = new Map<string, { title: string; text: string }>();
  let line = head.split('\n').length;
  for (const part of parts) {
    const [heading = '', ...body] = part.split('\n');
    const [, words = '', id] = /^(.*?)\s*\{#([a-z0-9-]+)\}\s*$/.exec(heading) ?? [];
    if (id) steps.set(id, { title: words, text: body.join('\n').trim() });
    else problems.push(`${file}:${line}: a step's heading ends in {#step-id}`);
    line += part.split('\n').length - 1;
  }
  return { title, introduction: introduction.trim(), steps };
}

function parseSections(script: string): Map<string, string> {
  const [, ...parts] = script.split(/^# step: /m);
  return new Map(
    parts.map((part) => {
      const [id = '', ...lines] = part.split('\n');
      return [id.trim(), lines.join('\n').trim()];
    }),
  );
}
