/**
 * Why a sandbox's file is refused, for people. Whoever reads such a file (src/course, src/store, src/oci) tells it for engineers,
 * in English; here those words are known again. A test holds the two together.
 */
import type { Localised } from '../../course/lesson.ts';

const WORDS: readonly (readonly [RegExp, Localised])[] = [
  [
    /^there is no sandbox in it$|^this is not the file of a Drydock sandbox$|^archive\/tar: .*$|^unhandled tar header .*$/,
    { en: 'No sandbox was found in it.', 'zh-TW': '裡面找不到沙箱。' },
  ],
  [
    /^the sandbox file has version (.*): this Drydock reads version (.*)$/,
    {
      en: 'It was saved by another version of Drydock ($1; this one reads $2). If this page is older than that, loading it again may bring a newer one.',
      'zh-TW':
        '它是由另一個版本的 Drydock 存下的（$1；這裡讀得懂的是 $2）。如果這個網頁比較舊，重新載入也許會換成新的。',
    },
  ],
  [
    /^the sandbox file does not start: .*$/,
    { en: 'The machine in it does not start.', 'zh-TW': '裡面的機器無法啟動。' },
  ],
  [
    /^the sandbox file is damaged: (it ends too early|unexpected EOF)$/,
    { en: 'It ends too early, as if it had not been copied to its end.', 'zh-TW': '檔案不完整，可能沒有複製完。' },
  ],
  [
    /^the sandbox file is damaged: .*$/,
    { en: 'Some of it is not as it was saved.', 'zh-TW': '有些內容和當初儲存的不同。' },
  ],
  [
    /^progress( cannot be read: |\.json is not JSON).*$/,
    { en: 'The progress in it cannot be read.', 'zh-TW': '裡面的學習進度無法讀取。' },
  ],
  [
    /^(?:packs\/)?(.*) is (?:too large to be|no name of) a lesson pack$/,
    { en: '$1 cannot be a lesson pack.', 'zh-TW': '「$1」不可能是課程包。' },
  ],
];

/** Undefined where the words are not known: that the file is refused says enough. */
export function refusalWords(words: string): Localised | undefined {
  const [known, said] = WORDS.find(([pattern]) => pattern.test(words)) ?? [];
  return known && said && { en: words.replace(known, said.en), 'zh-TW': words.replace(known, said['zh-TW']) };
}
