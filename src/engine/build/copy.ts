/** COPY and ADD: what they take, the sum that the cache knows it by, and the layer it makes. */
import { utf8 } from '../../base/bytes.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect } from '../../base/streams.ts';
import { FailureError } from '../../base/errors.ts';
import { sha256 } from '../../oci/digest.ts';
import type { TarHeader } from '../../oci/tar/header.ts';
import { downloadFile } from '../download.ts';
import { told, unnamedProgress } from '../messages.ts';
import type { ImageId } from '../../oci/digest-types.ts';
import { containerConfig } from '../containers/config.ts';
import { prefixed } from '../containers/signalling.ts';
import { mergedDirectory } from '../graph-driver.ts';
import { randomId } from '../identifiers.ts';
import { commitSnapshot } from '../images/commit.ts';
import { findOrPull } from './base-image.ts';
import { parseChown } from './chown.ts';
import { copyFiles } from './copy-files.ts';
import { imageSource, type CopySource } from './copy-source.ts';
import { fileSum, type FileEntry } from './file-tree.ts';
import { hasWildcard } from './glob.ts';
import type { Instruction } from './instructions.ts';
import { needsBuildKit } from './run.ts';
import { cleanAbsolute } from '../snapshot-path.ts';
import { useCache, withCommentWord } from './step.ts';
import { sayStdout, type Build, type StageState } from './state.ts';

type CopyInstruction = Instruction & { kind: 'add' | 'copy' };

interface Taken {
  readonly entry: FileEntry;
  readonly name: string;
  /** `file:` or `dir:`, and a sum. */
  readonly hash: string;
  /** Archives of the Internet stay as they are. */
  readonly downloaded?: boolean;
}

export async function copyStep(build: Build, state: StageState, copy: CopyInstruction): Promise<void> {
  if (copy.chmod) throw needsBuildKit('chmod');
  const from = copy.kind === 'copy' ? copy.from : '';
  if (!from) return copyFrom(build, state, copy, build.context);
  const image = await sourceImage(build, from).catch((error: unknown) => {
    throw prefixed(`invalid from flag value ${from}: `, error);
  });
  await withSnapshot(build, image, (snapshot) =>
    copyFrom(build, state, copy, imageSource(build.engine.runtime, snapshot)),
  );
}

/** A stage by name or number, or any image. Undefined: the empty root. */
async function sourceImage(build: Build, from: string): Promise<ImageId | undefined> {
  const { finished } = build;
  const stage = finished.find(({ name }) => name !== '' && name === from.toLowerCase());
  if (stage) return stage.image;
  if (/^[-+]?\d+$/.test(from)) {
    const index = Number(from);
    if (index === finished.length) throw new FailureError('invalid', 'refers to current build stage');
    const numbered = finished[index];
    if (!numbered) throw new FailureError('invalid', 'index out of bounds');
    return numbered.image;
  }
  return (await findOrPull(build, from, build.platform)).id;
}

/** Lends an empty writable layer over an image. */
async function withSnapshot(
  build: Build,
  image: ImageId | undefined,
  work: (snapshot: string) => Promise<void>,
): Promise<void> {
  const { engine } = build;
  const snapshot = randomId(engine.random);
  await engine.runtime.prepare(snapshot, image && (await engine.images.chain(image)).at(-1));
  try {
    await work(snapshot);
  } finally {
    await engine.runtime.removeSnapshot(snapshot);
  }
}

async function copyFrom(build: Build, state: StageState, copy: CopyInstruction, source: CopySource): Promise<void> {
  const name = copy.kind.toUpperCase();
  const taken = await take(build, copy, source).catch((error: unknown) => {
    throw prefixed(`${name} failed: `, error);
  });
  if (taken.length > 1 && !copy.destination.endsWith('/')) {
    throw new FailureError(
      'invalid',
      `When using ${name} with more than one source file, the destination must be a directory and end with a /`,
    );
  }
  const hash =
    taken.length === 1
      ? (taken[0] as Taken).hash
      : await listSum(
          'multi',
          taken.map((one) => one.hash),
        );
  const chown = copy.chown ? `--chown=${copy.chown} ` : '';
  const config = withCommentWord(state.config, `${name} ${chown}${hash} in ${copy.destination} `);
  if (await useCache(build, state, config)) return;
  await withSnapshot(build, state.image, async (snapshot) => {
    await place(build, state, copy, { snapshot, source, taken });
    const { engine } = build;
    state.image = await commitSnapshot(engine, {
      snapshot,
      parent: state.image ?? ('' as ImageId),
      chain: state.image ? await engine.images.chain(state.image) : [],
      config: containerConfig(state.config),
      containerConfig: containerConfig(config),
      author: state.author,
      comment: '',
    });
  });
}

/** What is made of no image has no other layer to be put together with. */
function rootPathOf({ engine }: Build, { image }: StageState): string {
  const merged = mergedDirectory(randomId(engine.random));
  return image ? merged : merged.replace(/merged$/, 'diff');
}

async function place(
  build: Build,
  state: StageState,
  copy: CopyInstruction,
  options: { readonly snapshot: string; readonly source: CopySource; readonly taken: readonly Taken[] },
): Promise<void> {
  const { engine } = build;
  const { snapshot, source, taken } = options;
  const chosen = copy.chown
    ? await parseChown({ runtime: engine.runtime, snapshot, rootPath: rootPathOf(build, state) }, copy.chown).catch(
        (error: unknown) => {
          throw prefixed('unable to convert uid/gid chown string to host mapping: ', error);
        },
      )
    : undefined;
  // Only what comes from another image keeps its owner.
  const owner = chosen ?? (source.kind === 'image' ? undefined : { uid: 0, gid: 0 });
  const destination = absolute(copy.destination, state.config.WorkingDir ?? '');
  for (const file of taken) {
    await copyFiles(
      { engine, snapshot, destination, owner, unpack: copy.kind === 'add' && !file.downloaded },
      source,
      file,
    ).catch((error: unknown) => {
      throw prefixed('failed to copy files: ', error);
    });
  }
}

function absolute(destination: string, workingDir: string): string {
  if (destination.startsWith('/')) return destination;
  return `${cleanAbsolute(`/${workingDir}/${destination}`)}${destination.endsWith('/') ? '/' : ''}`;
}

async function take(build: Build, copy: CopyInstruction, source: CopySource): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  for (const given of copy.sources) {
    if (/^https?:\/\//.test(given)) {
      if (copy.kind === 'copy') throw new FailureError('invalid', "source can't be a URL for COPY");
      taken.push(await takeDownload(build, given, copy.destination));
      continue;
    }
    const path = given.replace(/^\//, '').replace(/^\.\//, '');
    const paths = hasWildcard(path) ? await source.glob(path) : [path];
    for (const one of paths) taken.push(await takeOne(source, one));
  }
  if (taken.length === 0) throw new FailureError('invalid', 'no source files were specified');
  return taken;
}

/** A download keeps its name and its time, is its owner's alone, and never unpacked. */
async function takeDownload(build: Build, url: string, destination: string): Promise<Taken> {
  const { source, size, modified = 0 } = await downloadFile(build.engine.registry, url, build.signal);
  const reading = told(source, (read) => build.say(unnamedProgress('Downloading', read, size)));
  const bytes = await collect(reading, LIMITS.buildContextBytes);
  sayStdout(build, '\n');
  const name = fileNameOf(url);
  if (name === '' && destination.endsWith('/')) {
    throw new FailureError('system', `cannot determine filename for source ${url}`);
  }
  const header: TarHeader = {
    name: name || 'file',
    type: 'file',
    mode: 0o600,
    uid: 0,
    gid: 0,
    mtime: modified,
    size: bytes.length,
  };
  const sum = () => fileSum(header, bytes);
  return { entry: { path: header.name, header, bytes, sum }, name: header.name, hash: await sum(), downloaded: true };
}

/** Of the path: what a query asks for is no part of the name. */
function fileNameOf(url: string): string {
  return decodeURIComponent(/^[^?#]*/.exec(url.replace(/^https?:\/\/[^/?#]*/, ''))?.[0].replace(/^.*\//, '') ?? '');
}

async function takeOne(source: CopySource, path: string): Promise<Taken> {
  const entry = await source.find(path);
  if (!entry) {
    const what = source.kind === 'context' ? 'file not found in build context or excluded by .dockerignore: ' : '';
    throw new FailureError('notFound', `${what}stat ${path}: file does not exist`);
  }
  if (entry.header.type !== 'directory') return { entry, name: path, hash: `file:${await source.sum(path)}` };
  const below = source.below(entry).filter((one) => one.path !== '');
  const sums = await Promise.all(below.map((one) => source.sum(one.path)));
  return { entry, name: path, hash: await listSum('dir', sums.sort()) };
}

async function listSum(prefix: string, list: readonly string[]): Promise<string> {
  return `${prefix}:${(await sha256(utf8(list.join(',')))).slice('sha256:'.length)}`;
}
