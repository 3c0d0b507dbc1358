/** What common errors of docker and the shell mean, and where to look. Recognised by their own words. */
import type { Localised } from '../../course/lesson.ts';

export interface Mistake {
  /** What the terminal got since the last command. */
  readonly output: string;
  /** What was meant, when it is known better than the output tells. */
  readonly means?: Localised;
}

interface Explanation {
  readonly error: RegExp;
  readonly means: Localised;
}

const EXPLANATIONS: readonly Explanation[] = [
  {
    error: /pull access denied for/,
    means: {
      en: 'The registry does not have this repository, or not for you: registries do not tell which. Look at the spelling. Drydock’s Docker Hub has only some images of the real one: `docker search` finds them.',
      'zh-TW':
        '倉庫伺服器上沒有這個倉庫，或是你沒有權限：倉庫伺服器不會說是哪一種。請檢查拼字。Drydock 的 Docker Hub 只有真正 Docker Hub 的部分映像檔：用 `docker search` 查得到。',
    },
  },
  {
    error: /^(?!.*pull access denied).*requested access to the resource is denied/m,
    means: {
      en: 'This place at the registry is not yours. What you push has a name that begins with your own user name and a slash, and `docker login` comes first.',
      'zh-TW':
        '倉庫伺服器上的這個位置不是你的。要推送的名稱必須以你自己的使用者名稱加上斜線開頭，並且先執行 `docker login`。',
    },
  },
  {
    error: /manifest unknown|manifest for \S+ not found/,
    means: {
      en: 'The repository is there, but it has no such tag. Without a tag Docker asks for `latest`.',
      'zh-TW': '倉庫存在，但沒有這個標籤。沒有寫標籤時，Docker 會要 `latest`。',
    },
  },
  {
    error: /port is already allocated|address already in use/,
    means: {
      en: 'Another container, or a program of the machine, already listens on that port. Stop it (`docker ps` shows who), or publish on another port: `-p 8081:80`.',
      'zh-TW':
        '另一個容器或機器上的程式已經占用這個連接埠。把它停掉（用 `docker ps` 看是誰），或改發布到別的連接埠：`-p 8081:80`。',
    },
  },
  {
    error: /Conflict\. The container name/,
    means: {
      en: 'A container keeps its name until it is removed, even when it has stopped. `docker rm` it, or choose another `--name`.',
      'zh-TW': '容器即使已停止，在刪除之前仍保有它的名稱。用 `docker rm` 刪除它，或換一個 `--name`。',
    },
  },
  {
    error: /No such image:|Unable to find image .* locally\n(?![\s\S]*(?:Pull complete|Downloaded))[\s\S]*Error/,
    means: {
      en: 'No local image has this name or ID. `docker images` lists what is here; `docker pull` brings one.',
      'zh-TW': '本機沒有這個名稱或 ID 的映像檔。`docker images` 列出現有的，`docker pull` 可以下載。',
    },
  },
  {
    error: /No such container:/,
    means: {
      en: 'No container has this name or ID. `docker ps -a` lists all, stopped ones too.',
      'zh-TW': '沒有這個名稱或 ID 的容器。`docker ps -a` 會列出全部，包括已停止的。',
    },
  },
  {
    error: /executable file not found in \$PATH|stat \S+: no such file or directory: unknown/,
    means: {
      en: 'The container was created, but its image has no such program, so it could not start: exit status 127. Is the command spelled right, and installed in the image?',
      'zh-TW': '容器已建立，但映像檔裡沒有這個程式，所以無法啟動：結束狀態 127。指令拼對了嗎？映像檔裡有安裝嗎？',
    },
  },
  {
    error: /Cannot connect to the Docker daemon/,
    means: {
      en: 'The docker program found no engine to talk to. Is the service running (`sudo service docker start`)? Is DOCKER_HOST right?',
      'zh-TW': 'docker 程式找不到可以連線的引擎。服務有在執行嗎（`sudo service docker start`）？DOCKER_HOST 正確嗎？',
    },
  },
  {
    error: /permission denied while trying to connect to the Docker daemon|Got permission denied while trying/,
    means: {
      en: "The engine's socket belongs to root and the group docker. Use `sudo`, or join the group and log in anew.",
      'zh-TW': '引擎的 socket 屬於 root 與 docker 群組。請用 `sudo`，或加入群組後重新登入。',
    },
  },
  {
    error: /(image is being used by|is using its referenced image|must be forced\) - image)/,
    means: {
      en: 'A container, even a stopped one, stands on this image. Remove the container first (`docker rm`), or only the name with `docker rmi -f`.',
      'zh-TW': '有容器（即使已停止）建立在這個映像檔上。請先刪除容器（`docker rm`），或用 `docker rmi -f` 只移除名稱。',
    },
  },
  {
    error: /cannot remove container .*running|You cannot remove a running container/,
    means: {
      en: 'A running container is not removed by accident. `docker stop` it first, or use `docker rm -f`.',
      'zh-TW': '執行中的容器不會被誤刪。請先 `docker stop`，或使用 `docker rm -f`。',
    },
  },
  {
    error: /no space left on device/,
    means: {
      en: "The disk, or this browser's storage, is full. `docker system df` shows what takes room, `docker system prune` frees what nobody uses.",
      'zh-TW':
        '磁碟或瀏覽器的儲存空間已滿。`docker system df` 顯示誰占了空間，`docker system prune` 釋放沒有人使用的部分。',
    },
  },
  {
    // As Chromium, Firefox and Safari call it.
    error: /: (?:Failed to fetch|NetworkError when attempting to fetch resource\.?|Load failed)$/m,
    means: {
      en: 'The site that keeps the images cannot be reached: is there a network? What was fetched earlier is still at hand, and everything else goes on without one.',
      'zh-TW': '連不到存放映像檔的網站：網路有通嗎？先前下載過的仍然可以用，其他功能沒有網路也能繼續。',
    },
  },
  {
    error: /: cannot fetch (?:pyodide|pglite)\S*:/,
    means: {
      en: 'This language is a large part of the site that comes when it is first used, and it has not come: is there a network? Everything else goes on without it.',
      'zh-TW': '這個語言是網站裡較大的一部分，第一次使用時才下載，而這次沒有下載成功：網路有通嗎？其他功能不受影響。',
    },
  },
  {
    error: /(Could not resolve host|Temporary failure in name resolution|no such host)/,
    means: {
      en: 'No such name is known. The sandbox has a small Internet of its own: only the sites that lessons need are there.',
      'zh-TW': '找不到這個名稱。沙箱有自己的小型網際網路：只有課程需要的網站。',
    },
  },
  {
    error: /invalid reference format/,
    means: {
      en: 'This is not how an image is named. Names are lower case: `registry/user/repository:tag`. A stray space or quote also gives this error.',
      'zh-TW': '這不是映像檔名稱的寫法。名稱用小寫：`registry/user/repository:tag`。多了空格或引號也會出現這個錯誤。',
    },
  },
  {
    error: /docker: command not found|docker: not found/,
    means: {
      en: 'There is no docker program on this machine yet: it has to be installed. Inside a container there is none either; `exit` leads back.',
      'zh-TW': '這台機器還沒有 docker 程式，需要先安裝。容器裡面也沒有；用 `exit` 可以回到外面。',
    },
  },
  {
    error: /^(?:-?\w*sh): (?:line )?(?:\d+: )?(?!docker:)\S+: (?:command )?not found/m,
    means: {
      en: 'The shell finds no program of this name. Look at the spelling; if it is right, the program is not installed here.',
      'zh-TW': 'shell 找不到這個名稱的程式。請檢查拼字；如果沒有拼錯，就是這裡沒有安裝。',
    },
  },
  {
    error: /unknown (?:shorthand )?flag:/,
    means: {
      en: 'This command has no such flag. With `--help` after it, it lists those that it has. What is meant for the program in a container stands after the name of the image.',
      'zh-TW': '這個指令沒有這個旗標。在後面加上 `--help` 會列出所有旗標。要給容器裡的程式用的，請寫在映像檔名稱之後。',
    },
  },
  {
    error: /[Cc]ontainer \S+ is not running/,
    means: {
      en: 'Nothing runs in this container now: it has ended, or the page was loaded again, which is a power cut to the machine. `docker start` and its name start it again, with its files as they were.',
      'zh-TW':
        '這個容器裡現在沒有程式在執行：它已經結束，或是頁面重新載入過，對機器來說就像停電。用 `docker start` 加上它的名稱可以再次啟動，檔案都還在。',
    },
  },
];

/** Control sequences of a terminal (ECMA-48 CSI and OSC), which are no words. */
const CONTROL = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])|\r/g;

/** The explanation of the last known error in what a terminal got. */
export function explain(output: string): Localised | undefined {
  const plain = output.replace(CONTROL, '');
  let best: { at: number; means: Localised } | undefined;
  for (const { error, means } of EXPLANATIONS) {
    const at = plain.search(error);
    if (at >= 0 && (!best || at > best.at)) best = { at, means };
  }
  return best?.means;
}
