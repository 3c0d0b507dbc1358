/** The few strings that are on the page before anything else has come, in both languages. */
import type { Language } from '../../course/lesson.ts';
import type { KnownFailure } from '../state/leader.ts';

const en = {
  tagline: 'A Docker engine in your browser tab',
  otherTab: 'The engine runs in another tab; both show the same state.',
  toCourse: 'All lessons',
  paneToggles: 'Panes',
  panes: { lesson: 'Lesson pane', terminal: 'Terminal pane', side: 'Side pane' },
  sandbox: 'Sandbox',
  settings: 'Settings',
  help: 'Help',
  views: {
    lesson: 'Lesson',
    terminal: 'Terminal',
    picture: 'Picture',
    files: 'Files',
    preview: 'Browser',
    measure: 'Measure',
  },
  resize: { lesson: 'Width of the lesson', side: 'Size of the side pane', split: 'Size of the first terminal' },
  sideViews: 'What the side pane shows',
  newTerminal: 'New terminal',
  splitTerminal: 'Two terminals beside each other',
  closeTerminal: 'Close terminal',
  leaveTerminal: 'F6, or Escape twice, leaves the terminal.',
  failed: 'The engine could not start:',
  failedHelp:
    'Drydock keeps images and containers in the storage of this browser. A window or a setting that refuses it, or an address without https, stops the engine. The lesson can still be read.',
  /** By what `connection.failure` names; any other failure speaks for itself. */
  failures: {
    insecure:
      'this page came without https, and browsers give the engine what it needs only over https or from localhost',
    unloadable: 'its code could not be loaded',
  } satisfies Record<KnownFailure, string>,
  partLost: 'A part of this page could not be loaded.',
  tryAgain: 'Try again',
  starting: 'Starting the engine …',
  close: 'Close',
  terminalKeys: 'Keys',
  shellEnded: 'The shell has ended. Press Enter for a new one.',
  interrupted: 'The tab that ran the engine was closed. This tab has taken over from the last checkpoint.',
  interruptedElsewhere: 'The tab that ran the engine was closed. Another tab has taken over from the last checkpoint.',
  switching: 'The machine is being switched off and on …',
  putBack: 'The machine is on again; this is a new shell.',
};

export type ShellMessages = typeof en;

const zhTW: ShellMessages = {
  tagline: '在瀏覽器分頁裡的 Docker 引擎',
  otherTab: '引擎在另一個分頁執行；兩邊顯示相同的狀態。',
  toCourse: '所有課程',
  paneToggles: '窗格',
  panes: { lesson: '課程窗格', terminal: '終端機窗格', side: '側邊窗格' },
  sandbox: '沙箱',
  settings: '設定',
  help: '說明',
  views: { lesson: '課程', terminal: '終端機', picture: '圖解', files: '檔案', preview: '瀏覽器', measure: '量測' },
  resize: { lesson: '課程的寬度', side: '側邊窗格的大小', split: '第一個終端機的大小' },
  sideViews: '側邊窗格顯示的內容',
  newTerminal: '新增終端機',
  splitTerminal: '並排兩個終端機',
  closeTerminal: '關閉終端機',
  leaveTerminal: '按 F6 或按兩次 Escape 可離開終端機。',
  failed: '引擎無法啟動：',
  failedHelp:
    'Drydock 把映像檔與容器存放在瀏覽器的儲存空間。如果視窗或設定拒絕存取，或網址不是 https，引擎就無法執行。課程內容仍可閱讀。',
  failures: {
    insecure: '這個頁面不是經由 https 載入，而瀏覽器只在 https 或 localhost 提供引擎所需的功能',
    unloadable: '無法載入它的程式碼',
  },
  partLost: '頁面有一部分無法載入。',
  tryAgain: '再試一次',
  starting: '正在啟動引擎……',
  close: '關閉',
  terminalKeys: '按鍵',
  shellEnded: 'shell 已結束。按 Enter 開啟新的 shell。',
  interrupted: '執行引擎的分頁已關閉。這個分頁已從最後的檢查點接手。',
  interruptedElsewhere: '執行引擎的分頁已關閉。另一個分頁已從最後的檢查點接手。',
  switching: '機器正在重新開機……',
  putBack: '機器已重新開機，這是新的 shell。',
};

export const SHELL: Readonly<Record<Language, ShellMessages>> = { en, 'zh-TW': zhTW };
