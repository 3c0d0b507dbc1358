/** Lesson packs made on the spot: a good one, and one that tries everything to run in the page. */
import { packTar, type TarEntry } from 'modern-tar';

export async function archive(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const entries = Object.entries(files).map(([name, body]): TarEntry => ({
    header: { name, size: Buffer.byteLength(body), type: 'file' },
    body,
  }));
  return Buffer.from(await packTar(entries));
}

interface Words {
  readonly title: string;
  /** Stands in every place that takes markup. */
  readonly text: string;
  /** What a question's answer prints. */
  readonly prints: string;
}

/** A pack of one lesson with one step, in which the learner makes a file. */
export function packWith({ title, text, prints }: Words): Readonly<Record<string, string>> {
  const quoted = JSON.stringify(text);
  const both = `{ en: ${quoted}, zh-TW: ${quoted} }`;
  const prose = `# ${title}

${text}

## First {#first}

${text}

{?many}

\`\`\`console
$ touch /tmp/made
\`\`\`

## Own {#own-machine}

${text}
`;
  return {
    'week/part.yaml': `id: week\ntitle: ${both}\n`,
    'week/one/lesson.yaml': `id: one
minutes: 5
objectives: [${both}]
steps:
  - id: first
    hints:
      nudge: ${both}
      explanation: ${both}
      command: touch /tmp/made
    questions:
      - id: many
        kind: number
        when: now
        ask: ${both}
        answer: |
          printf '%s\\n' ${JSON.stringify(prints)}
        because: ${both}
    checks:
      - name: there
        run: |
          printf '%s\\n' ${JSON.stringify(prints)}; test -e /tmp/made
        message: { en: ${JSON.stringify(`${text} {found}`)}, zh-TW: ${JSON.stringify(`${text} {found}`)} }
`,
    'week/one/en.md': prose,
    'week/one/zh-TW.md': prose,
    'week/one/solution.sh': '# step: first\ntouch /tmp/made\n',
    'week/one/wrong.sh': '# step: first\n# earns: there\ntrue\n',
  };
}

const SCRIPT = 'top.pwned=1';

/** Ways by which markup has come to run, or to look like the page. */
export const HOSTILE = [
  `<script>${SCRIPT}</script>`,
  `<img src=x onerror="${SCRIPT}">`,
  `<svg onload="${SCRIPT}"><script>${SCRIPT}</script></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${SCRIPT}"></style></mglyph></table></mtext></math>`,
  `[a link](javascript:${SCRIPT})`,
  `<a href="JaVaScRiPt&colon;${SCRIPT}">another</a>`,
  `<a href="data:text/html,<script>${SCRIPT}</script>">data</a>`,
  `<a href="#/" class="next" id="app" style="position:fixed;inset:0" onclick="${SCRIPT}">all of the page</a>`,
  `<style>body { display: none }</style>`,
  `<iframe srcdoc="<script>${SCRIPT}</script>"></iframe>`,
  `<form action="https://example.com/" id="querySelector"><input name="attributes"><button>Log in</button></form>`,
  `<details open ontoggle="${SCRIPT}">x</details>`,
  `<p data-command="rm -rf /" aria-label="Start">named</p>`,
].join(' ');

export const HOSTILE_OUTPUT = `<img src=x onerror='${SCRIPT}'>`;
