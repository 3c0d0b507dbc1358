/** A lesson to begin with: the smallest that has one of everything, and is proven as it stands. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UsageError } from '../usage-error.ts';

/** Writes it into a folder that is not there yet, or has nothing in it. The lesson's id is the folder's name without its number. */
export function writeStarter(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length)
    throw new UsageError(`${folder}: there is something in it already`);
  const id = /^(?:\d+-)?([a-z0-9-]+)$/.exec(basename(resolve(folder)))?.[1];
  if (!id) throw new UsageError(`${folder}: the folder's name is to have small letters, digits and - alone`);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(STARTER)) writeFileSync(join(folder, name), text.replaceAll('LESSON', id));
}

const STARTER = {
  'lesson.yaml': `id: LESSON
minutes: 5
objectives:
  - { en: Make a volume and keep a file in it., zh-TW: 建立資料卷，並在裡面保存檔案。 }
steps:
  - id: make
    hints:
      nudge: { en: 'Look at what \`docker volume\` offers.', zh-TW: '看看 \`docker volume\` 有哪些功能。' }
      explanation:
        en: A volume is made by its own command, which takes the name.
        zh-TW: 建立資料卷有專用的指令，後面寫上名稱。
      command: docker volume create notes
    questions:
      - id: how-many
        kind: number
        ask: { en: How many volumes will there be afterwards?, zh-TW: 之後會有幾個資料卷？ }
        answer: docker volume ls -q | wc -l
        because: { en: There was none before., zh-TW: 原本一個也沒有。 }
    checks:
      - name: volume
        run: docker volume inspect notes
        message: { en: 'There is no volume \`notes\` yet.', zh-TW: '還沒有 \`notes\` 這個資料卷。' }
        explain:
          - name: other-name
            run: docker volume ls -q | grep .
            message:
              en: 'There is a volume, but its name is \`{found}\`; this step wants \`notes\`.'
              zh-TW: '有一個資料卷，但名稱是 \`{found}\`；這個步驟要的是 \`notes\`。'
`,
  'en.md': `# Somewhere to keep notes

What a container writes goes away with it. A volume stays.

## Make a volume {#make}

Guess first, then make one.

{?how-many}

\`\`\`console
$ docker volume create notes
\`\`\`

## On your own machine {#own-machine}

Volumes work the same way with real Docker.
`,
  'zh-TW.md': `# 保存筆記的地方

容器寫下的內容，會隨著容器消失。資料卷會留下來。

## 建立資料卷 {#make}

先猜，再建立一個。

{?how-many}

\`\`\`console
$ docker volume create notes
\`\`\`

## 在你自己的機器上 {#own-machine}

真正的 Docker 也是這樣使用資料卷。
`,
  'solution.sh': `# step: make
docker volume create notes
`,
  'wrong.sh': `# step: make
# earns: volume
docker volume ls
# earns: volume/other-name
docker volume create note
`,
};
