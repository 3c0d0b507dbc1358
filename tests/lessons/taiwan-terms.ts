/**
 * One word for each thing in the Traditional Chinese of lessons and page, and the spacing that people in Taiwan use. What a
 * machine can tell is here; the rest is the voice of `lessons/README.md`.
 */

/** What is written elsewhere, or was written here once, and the word that is ours. */
const TERMS: readonly (readonly [RegExp, string])[] = [
  [/(?<!連接)埠/u, '連接埠'],
  [/端口/u, '連接埠'],
  [/註冊伺服器|註冊表/u, '倉庫伺服器'],
  [/儲存庫|存儲庫/u, '倉庫'],
  [/映象|鏡像(?!站)|鏡象/u, '映像檔'],
  [/映像(?!檔)/u, '映像檔'],
  [/沙盒/u, '沙箱'],
  [/提示符/u, '提示字元'],
  [/存儲卷|數據卷|磁碟區/u, '資料卷'],
  [/命令(?!列)/u, '指令'],
  [/選項/u, '旗標'],
  [/佔/u, '占'],
  [/移除(?:這個|那個|它的|所有)?(?:的)?容器|容器(?:會|被|就)?(?:被)?移除/u, '刪除容器'],
  [/服務器/u, '伺服器'],
  [/客戶端/u, '用戶端'],
  [/默認|缺省/u, '預設'],
  [/文件夾/u, '資料夾'],
  [/信息/u, '訊息'],
  [/進程/u, '行程'],
  [/內核/u, '核心'],
  [/網絡/u, '網路'],
  [/字符|字元串/u, '字元'],
  [/字節/u, '位元組'],
  [/登錄/u, '登入'],
  [/加載/u, '載入'],
  [/運行/u, '執行'],
  [/創建/u, '建立'],
  [/構建/u, '建構'],
  [/支持/u, '支援'],
  [/數據/u, '資料'],
  [/軟件/u, '軟體'],
  [/程序/u, '程式'],
  [/賬|帳戶/u, '帳號'],
  [/域名/u, '網域名稱'],
  [/鏈接/u, '連結'],
  [/屏幕/u, '螢幕'],
  [/終端(?!機)/u, '終端機'],
  [/環境變量/u, '環境變數'],
  [/緩存/u, '快取'],
  [/博客/u, '部落格'],
];

const HAN = '[\\u3400-\\u9fff]';
/** A word in Latin letters, digits or code. */
const LATIN = '[A-Za-z0-9`$]';

const SPACING: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`${HAN}${LATIN}|${LATIN}${HAN}`, 'u'), 'a space between Chinese and Latin'],
  [new RegExp(`${HAN}[,;:!?]|[,;:!?]${HAN}|${HAN}\\.(?!\\w)`, 'u'), 'full-width punctuation'],
  [new RegExp(`${HAN} +${HAN}`, 'u'), 'no space between Chinese'],
  [/[，。：；？！、「」（）] | [，。：；？！、」）]/u, 'no space beside full-width punctuation'],
  [/[“”‘’]/u, '「」 for quotes'],
];

/** What is wrong with a text, in words; empty when nothing is. Commands in it are not looked at. */
export function flaws(text: string): string[] {
  // Code keeps its place, and its signs are nobody's punctuation.
  const plain = text.replace(/`[^`]*`/g, '`x`').replace(/\*\*|\]\(#[^)]*\)|\[/g, '');
  const found: string[] = [];
  for (const [pattern, better] of [...TERMS, ...SPACING]) {
    const at = pattern.exec(plain);
    if (at) found.push(`${JSON.stringify(plain.slice(Math.max(0, at.index - 8), at.index + 12))}: ${better}`);
  }
  return found;
}
