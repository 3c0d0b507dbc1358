/** Files of the Internet, as ADD and `docker import` take them. */
import { FailureError } from '../base/errors.ts';
import type { Download, RemoteRegistry } from '../oci/distribution.ts';

export async function downloadFile(registry: RemoteRegistry, url: string, signal?: AbortSignal): Promise<Download> {
  if (!registry.download) {
    throw new FailureError('notImplemented', `this engine has no way out: real Docker would download ${url}`);
  }
  return registry.download(url, signal);
}
