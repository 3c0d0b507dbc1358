/** Every text of a lesson, through one function: rendering, filling in variables and sanitising are all this. */
import type { Lesson, Localised, Prose } from './lesson.ts';
import { fill, type Values } from './variables.ts';

/** `block`: paragraphs. `inline`: a sentence. `plain`: a heading, no markup. `command`: typed into a terminal. */
export type TextKind = 'block' | 'inline' | 'plain' | 'command';

export function mapTexts(lesson: Lesson, map: (text: string, kind: TextKind) => string): Lesson {
  const each =
    (kind: TextKind) =>
    (texts: Localised): Localised => ({
      en: map(texts.en, kind),
      'zh-TW': map(texts['zh-TW'], kind),
    });
  const inline = each('inline');
  const prose = (blocks: Prose): Prose =>
    blocks.map((block) => {
      if (block.kind === 'text') return { ...block, text: map(block.text, 'block') };
      if (block.kind === 'question') return block;
      return { ...block, lines: block.lines.map((line) => ({ ...line, command: map(line.command, 'command') })) };
    });
  const both = (texts: Localised<Prose>): Localised<Prose> => ({ en: prose(texts.en), 'zh-TW': prose(texts['zh-TW']) });
  return {
    ...lesson,
    title: each('plain')(lesson.title),
    introduction: both(lesson.introduction),
    objectives: lesson.objectives.map(inline),
    ownMachine: both(lesson.ownMachine),
    steps: lesson.steps.map((step) => ({
      ...step,
      title: each('plain')(step.title),
      prose: both(step.prose),
      hints: {
        nudge: inline(step.hints.nudge),
        explanation: inline(step.hints.explanation),
        command: map(step.hints.command, 'command'),
      },
      questions: step.questions.map((question) => ({
        ...question,
        ask: inline(question.ask),
        because: inline(question.because),
        options: question.options.map(({ id, text }) => ({ id, text: inline(text) })),
      })),
      checks: step.checks.map((check) => ({
        ...check,
        message: inline(check.message),
        explain: check.explain.map((miss) => ({ ...miss, message: inline(miss.message) })),
      })),
    })),
  };
}

/** The lesson as this learner reads it. Its scripts keep their variables: they are set where they run. */
export function fillTexts(lesson: Lesson, values: Values): Lesson {
  return mapTexts(lesson, (text) => fill(text, values));
}
