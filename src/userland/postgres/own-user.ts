/** The name of a user in /etc/passwd. */
import { text } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { O, type Sys } from '../../kernel/sys.ts';

export async function userByUid(sys: Sys, uid: number): Promise<string | undefined> {
  const line = (await fileText(sys, '/etc/passwd'))?.split('\n').find((one) => one.split(':')[2] === String(uid));
  return line?.split(':')[0];
}

/** Undefined when it cannot be read. */
export async function fileText(sys: Sys, path: string): Promise<string | undefined> {
  try {
    const fd = await sys.open(path, O.RDONLY);
    let whole = '';
    for (;;) {
      const bytes = await sys.read(fd, 64 * 1024);
      if (bytes.length === 0) break;
      whole += text(bytes);
    }
    await sys.close(fd);
    return whole;
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}
