/** What the learner hears while the store takes nothing more: programs write on, and see no error. */
import { FailureError } from '../base/errors.ts';
import type { NearMiss } from '../cli/explain.ts';

export const UNSAVED: NearMiss = {
  en: "What is written now cannot be kept, for this browser's storage is full: it is gone once the page is loaded again. `docker system prune` and `rm` make room.",
  'zh-TW':
    '現在寫入的內容無法保存，因為瀏覽器的儲存空間已滿：重新載入網頁之後就會消失。`docker system prune` 與 `rm` 可以騰出空間。',
};

export function unsaved(error: unknown, tell: ((means: NearMiss) => void) | undefined): void {
  if (error instanceof FailureError && error.kind === 'noSpace') tell?.(UNSAVED);
}
