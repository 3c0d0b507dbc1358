/**
 * What is wrong with a lesson pack, in Chinese. Problems are told in English by whoever reads lessons (src/course), for the command
 * line as well; here their words are known again. A test holds the two together.
 */

/** A problem's words behind `file:line: `, and how they are said; `$1` and so on are what the first holds in brackets. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^is missing$/, '沒有這個檔案'],
  [/^is not UTF-8 text$/, '不是 UTF-8 文字'],
  [/^is no part of a lesson; files for the learner lie in files\/$/, '不屬於課程；給學習者的檔案放在 files/ 裡'],
  [/^is not YAML$/, '不是 YAML'],
  [/^a backslash in double quotes .*$/, '雙引號裡的這個反斜線沒有意義；改用單引號就會保留它'],
  [/^the indentation fits nothing above.*$/, '縮排和上面的各行都對不上，或是括號沒有結尾'],
  [
    /^a text cannot begin with this character.*$/,
    '文字不能以這個字元開頭（以反引號開頭，或含有冒號加空格的文字，要加上引號）',
  ],
  [/^there is a colon too many.*$/, '這一行多了一個冒號（以反引號開頭，或含有冒號加空格的文字，要加上引號）'],
  [/^a list or map over several lines .*$/, '括號裡不能放分成好幾行寫的清單或對照'],
  [/^this name is there twice$/, '這個名稱出現了兩次'],
  [/^a quote, a bracket, .* is missing$/, '少了引號、括號、冒號或逗號'],
  [/^there is no colon behind this name.*$/, '這個名稱後面沒有冒號，或是下一行的文字沒有縮排'],
  [/^indentation is made of blanks.*$/, '縮排要用空格，不能用 Tab'],
  [/^this belongs to nothing above$/, '這裡的內容和上面的各行都接不起來'],
  [/^(\S+) should be text$/, '$1 應該是文字'],
  [/^(\S+) should be like (.*), and is '(.*)'$/, '$1 的寫法應該像 $2，而不是 $3'],
  [/^(\S+) should be one of (.*)$/, '$1 應該是其中之一：$2'],
  [/^(\S+) should be a number$/, '$1 應該是數字'],
  [/^(\S+) should be a list with something in it$/, '$1 應該是清單，而且不能是空的'],
  [/^(\S+) should be a map$/, '$1 應該是名稱與值的對照'],
  [/^(\S+) is not known here; there is (.*)$/, '這裡沒有 $1 這個欄位，可用的有：$2'],
  [/^(\S+) is '(.*)' again$/, '$1 重複了：$2'],
  [/^(\S+) should be two or more$/, '$1 至少要有兩個'],
  [/^(\S+) should be two words or more$/, '$1 至少要有兩個詞'],
  [/^(\S+) belong to a choice$/, '$1 只用在選擇題'],
  [/^(\S+) should be a name of its own, in small letters$/, '$1 應該是沒有人用過的名稱，並用小寫字母'],
  [/^no section "# step: (.*)"$/, '缺少「# step: $1」這一段'],
  [/^step (\S+) has no message '(.*)'; there is (.*)$/, '步驟 $1 沒有 $2 這個訊息，可用的有：$3'],
  [/^there is no step '(.*?)'(?: in lesson\.yaml)?$/, 'lesson.yaml 裡沒有 $1 這個步驟'],
  [/^no heading (\{#.*\})$/, '缺少 $1 的標題'],
  [/^the headings should come in the order (.*)$/, '標題的順序應該是 $1'],
  [/^no introduction before the first step$/, '第一個步驟之前沒有引言'],
  [/^the question (\S+) should stand once in step (\S+)$/, '問題 $1 在步驟 $2 裡應該正好出現一次'],
  [/^step (\S+) has no question '(.*)'$/, '步驟 $1 沒有 $2 這個問題'],
  [/^the console blocks differ from those in en\.md:(\d+|\S+)$/, 'console 區塊與 en.md 第 $1 行的不同'],
  [/^step (\S+) is there twice$/, '步驟 $1 出現了兩次'],
  [/^an attempt begins with .*$/, '每次嘗試以「# earns: 檢查」或「# earns: 檢查/說明」開頭'],
  [/^no attempt: .*$/, '沒有任何嘗試：要有「# earns: …」與下面的指令'],
  [/^stands before the first "# step: id"$/, '寫在第一個「# step: 名稱」之前'],
  [/^should begin with "# title"$/, '開頭應該是「# 標題」'],
  [/^a step's heading ends in \{#step-id\}$/, '步驟的標題要以 {#步驟名稱} 結尾'],
  [/^(\{#.*\}) is there twice$/, '$1 出現了兩次'],
  [/^this block is not closed$/, '這個區塊沒有結尾'],
  [/^'(console .*)' is not known$/, '沒有「$1」這種區塊'],
  [/^a line of a console block is .*$/, 'console 區塊的每一行是提示字元（$、# 或 >）、空格與要輸入的內容'],
  [/^this console block is empty$/, '這個 console 區塊是空的'],
  [/^there is no lesson\.yaml in a folder of this pack$/, '這個課程包的資料夾裡沒有 lesson.yaml'],
  [/^the id '(.*)' is that of (.*)$/, 'id「$1」已經是 $2 的了'],
  [/^there is no lesson '(.*)' to come before$/, '沒有 $1 這一課可以排在前面'],
  [/^lesson (\S+) builds on '(.*)', which is not there$/, '$1 這一課以 $2 為基礎，但沒有那一課'],
  [/^lesson (\S+) builds on itself$/, '$1 這一課以自己為基礎'],
  [/^a lesson pack has at most (\d+|\S+) files; this one has (.*)$/, '課程包最多 $1 個檔案，這個有 $2 個'],
  [/^a lesson pack has at most (\d+|\S+) bytes(?:; this one has (?:.*))?$/, '課程包最多 $1 個位元組'],
  [/^the archive unpacks to more than (\S+) bytes$/, '封存檔解開後超過 $1 個位元組'],
  [/^the ZIP archive is damaged: its end is missing$/, 'ZIP 檔案已損壞：少了結尾'],
  [/^the ZIP archive is damaged: cut off$/, 'ZIP 檔案已損壞：內容不完整'],
  [/^the ZIP archive is damaged: a central directory entry is missing$/, 'ZIP 檔案已損壞：目錄少了一項'],
  [/^the ZIP archive is damaged: (.*) has no local header$/, 'ZIP 檔案已損壞：$1 沒有檔頭'],
  [/^the ZIP archive is damaged: (.*) cannot be unpacked$/, 'ZIP 檔案已損壞：$1 無法解開'],
  [
    /^the ZIP archive is damaged: (.*) has (\S+) bytes and not (\S+)$/,
    'ZIP 檔案已損壞：$1 有 $2 個位元組，應該是 $3 個',
  ],
  [
    /^the ZIP archive packs (.*) by method (\S+); 0 and 8 are known$/,
    'ZIP 檔案裡的 $1 用第 $2 種方法壓縮；這裡只認得 0 與 8',
  ],
  [/^'(.*)' is no name that a file of a lesson pack may have$/, '課程包的檔案不能叫做「$1」'],
  [/^'(.*)' is no address of a file .*$/, '「$1」不是檔案的網址（https://…）'],
];

/** Undefined where the words are not known: they stay as they are. */
export function inChinese(problem: string): string | undefined {
  const [, place = '', what = ''] = /^([^\s:]+(?::\d+)?: )?([\s\S]*)$/.exec(problem) ?? [];
  for (const [words, said] of WORDS) {
    if (words.test(what)) return place.replace(/: $/, '：') + what.replace(words, said);
  }
  return undefined;
}
