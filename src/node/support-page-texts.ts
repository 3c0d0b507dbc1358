/** The words of `support.html` in both languages of the page. */
import type { Support } from '../cli/surface/support.ts';

/** One text in each language. */
export interface Said {
  readonly en: string;
  readonly 'zh-TW': string;
}

export const WORDS: Readonly<Record<Support, Said>> = {
  works: { en: 'works', 'zh-TW': '可用' },
  recorded: { en: 'kept and shown, without effect here', 'zh-TW': '會保存並顯示，但在這裡沒有作用' },
  answers: { en: 'answers as real Docker without it', 'zh-TW': '回答與缺少這項功能的真正 Docker 相同' },
  refused: { en: 'not simulated, and says so', 'zh-TW': '沒有模擬，並會明說' },
};

export const TEXTS = {
  title: { en: 'What Drydock simulates', 'zh-TW': 'Drydock 模擬了什麼' },
  madeFrom: {
    en: 'Made from the tables that Drydock itself runs by.',
    'zh-TW': '由 Drydock 自己執行時所用的表格產生。',
  },
  commands: { en: 'Commands', 'zh-TW': '指令' },
  flags: { en: 'Flags', 'zh-TW': '旗標' },
  operations: { en: 'Operations of the Engine API', 'zh-TW': 'Engine API 的操作' },
  commandsAndFlags: { en: 'Commands and flags', 'zh-TW': '指令與旗標' },
  noFlags: { en: 'No flags.', 'zh-TW': '沒有旗標。' },
  operation: { en: 'Operation', 'zh-TW': '操作' },
  request: { en: 'Request', 'zh-TW': '請求' },
  support: { en: 'Support', 'zh-TW': '支援程度' },
  query: { en: 'Query', 'zh-TW': '查詢參數' },
  body: { en: 'Body', 'zh-TW': '內容' },
  bytes: { en: '(bytes)', 'zh-TW': '（位元組）' },
} satisfies Readonly<Record<string, Said>>;

/** What the tables say of single rows. */
const ROWS: Readonly<Record<string, string>> = {
  'needs a swarm manager': '需要 swarm 管理節點',
  'needs an engine on windows': '需要 Windows 上的引擎',
  'there is never such a plugin': '這裡不會有這樣的外掛程式',
  '503: not a swarm manager': '503：不是 swarm 管理節點',
  'needs a daemon with experimental features': '需要開啟實驗性功能的 daemon',
  'sign images and check their signatures': '為映像檔簽章並檢查簽章',
  'mount the engine socket and your credentials into the container': '把引擎的 socket 與你的登入資訊掛載到容器裡',
  'work on manifest lists in a registry': '處理倉庫伺服器上的 manifest list',
  'manage plugins of the engine': '管理引擎的外掛程式',
  'make this engine part of a swarm': '讓這個引擎成為 swarm 的一員',
  'start its assistant': '啟動它的助理',
  'build with BuildKit, and look after its builders': '用 BuildKit 建構映像檔，並管理它的 builder',
  'run the services that a compose.yaml describes as one application': '把 compose.yaml 描述的服務當作一個應用程式執行',
  'restore the processes from a checkpoint': '從檢查點還原行程',
  'look for the checkpoint there': '到那裡尋找檢查點',
  'open a shell with tools beside a container or image that has none': '為沒有工具的容器或映像檔開啟附有工具的 shell',
  'steer Docker Desktop': '控制 Docker Desktop',
  'look after extensions of Docker Desktop': '管理 Docker Desktop 的擴充功能',
  'write a first Dockerfile and compose.yaml for the project in this directory':
    '為這個目錄裡的專案寫出第一份 Dockerfile 與 compose.yaml',
  'look after MCP servers and their catalog': '管理 MCP 伺服器與它們的目錄',
  'fetch language models and run them': '取得語言模型並執行',
  'build and run on an engine in the cloud': '在雲端的引擎上建構與執行',
  'run coding agents in containers of their own': '讓寫程式的代理程式各在自己的容器裡執行',
  'list the packages in an image': '列出映像檔裡的套件',
  'look for known weaknesses in an image and advise a better base': '找出映像檔裡已知的弱點，並建議更好的基底',
  'change a cluster volume of a swarm': '更改 swarm 的叢集資料卷',
  'ask the registry which privileges the plugin wants': '詢問倉庫伺服器這個外掛程式需要哪些權限',
  'pull the plugin from its registry and install it': '從倉庫伺服器下載並安裝外掛程式',
  'replace the plugin by another version': '把外掛程式換成另一個版本',
  'make a plugin of the root file system and configuration sent to it': '用收到的根檔案系統與設定製作外掛程式',
  "open a BuildKit session, through which the builder reads the client's files":
    '開啟 BuildKit 工作階段，讓 builder 讀取用戶端的檔案',
};

/** A row's own words in both languages; throws for words without a translation, so that no page is made without it. */
export function rowText(says: string): Said {
  const [, version] = /^needs API (\d\.\d+)$/.exec(says) ?? [];
  if (version) return { en: says, 'zh-TW': `需要 API ${version}` };
  const chinese = ROWS[says];
  if (chinese === undefined)
    throw new Error(`support.html has no translation of '${says}': src/node/support-page-texts.ts`);
  return { en: says, 'zh-TW': chinese };
}
