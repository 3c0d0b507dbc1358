/** Blob uploads of a registry server: end-4 to end-6 in one piece or in chunks, end-11, and end-13. */
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { fromReadable } from '../base/streams.ts';
import { isDigest } from '../oci/digest.ts';
import type { Digest } from '../oci/digest-types.ts';
import { answer, refuse } from './server-answers.ts';
import type { RegistryRequest } from './server.ts';
import type { RegistryContents, RegistryIngest } from './server-contents.ts';

interface Upload {
  readonly repository: string;
  readonly ingest: RegistryIngest;
  size: number;
}

export class UploadSessions {
  readonly #open = new Map<string, Upload>();

  constructor(
    private readonly contents: RegistryContents,
    private readonly nextId: () => string,
  ) {}

  async handle(request: RegistryRequest, url: URL, repository: string, id: string): Promise<Response> {
    if (id === '') return request.method === 'POST' ? this.#start(request, url, repository) : refuse('UNSUPPORTED');
    const upload = this.#open.get(id);
    if (upload?.repository !== repository) return refuse('BLOB_UPLOAD_UNKNOWN');
    switch (request.method) {
      case 'GET':
        return this.#progress(204, id, upload);
      case 'PATCH': {
        const [, start] = /^(\d+)-\d+$/.exec(request.headers.get('content-range') ?? '') ?? [];
        if (start !== undefined && Number(start) !== upload.size) return refuse('BLOB_UPLOAD_INVALID');
        return (await receive(request, upload)) ? this.#progress(202, id, upload) : refuse('BLOB_UPLOAD_INVALID');
      }
      case 'PUT':
        return this.#finish(request, url, id, upload);
      case 'DELETE':
        this.#open.delete(id);
        await upload.ingest.abort();
        return answer(204);
      default:
        return refuse('UNSUPPORTED');
    }
  }

  async #start(request: RegistryRequest, url: URL, repository: string): Promise<Response> {
    const mount = url.searchParams.get('mount') ?? '';
    const from = url.searchParams.get('from') ?? '';
    if (isDigest(mount) && from !== '' && (await this.contents.blob(from, mount as Digest))) {
      await this.contents.link(repository, mount as Digest);
      return created(repository, mount as Digest);
    }
    if (this.#open.size >= LIMITS.registryUploads) return refuse('TOOMANYREQUESTS');
    const id = this.nextId();
    const upload: Upload = { repository, ingest: await this.contents.ingest(), size: 0 };
    this.#open.set(id, upload);
    return url.searchParams.has('digest') ? this.#finish(request, url, id, upload) : this.#progress(202, id, upload);
  }

  async #finish(request: RegistryRequest, url: URL, id: string, upload: Upload): Promise<Response> {
    const digest = url.searchParams.get('digest') ?? '';
    if (!isDigest(digest)) return refuse('DIGEST_INVALID');
    if (!(await receive(request, upload))) return refuse('BLOB_UPLOAD_INVALID');
    this.#open.delete(id);
    try {
      await upload.ingest.commit(digest as Digest);
    } catch (error) {
      if (!(error instanceof FailureError && error.kind === 'invalid')) throw error;
      return refuse('DIGEST_INVALID', 'content does not match digest');
    }
    await this.contents.link(upload.repository, digest as Digest);
    return created(upload.repository, digest as Digest);
  }

  #progress(status: number, id: string, { repository, size }: Upload): Response {
    return answer(status, undefined, {
      Location: `/v2/${repository}/blobs/uploads/${id}`,
      Range: `0-${Math.max(size - 1, 0)}`,
      'Docker-Upload-UUID': id,
    });
  }
}

/** False when the upload would grow past the limit of a layer. */
async function receive(request: RegistryRequest, upload: Upload): Promise<boolean> {
  if (!request.body) return true;
  for await (const chunk of fromReadable(request.body)) {
    if (upload.size + chunk.length > LIMITS.layerBytes) return false;
    await upload.ingest.write(chunk);
    upload.size += chunk.length;
  }
  return true;
}

function created(repository: string, digest: Digest): Response {
  return answer(201, undefined, { Location: `/v2/${repository}/blobs/${digest}`, 'Docker-Content-Digest': digest });
}
