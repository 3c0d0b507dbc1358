/** Every limit of Drydock, by name, with its unit in its name or comment. */
import { STREAM_BUFFER_BYTES } from './stream-buffer.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

export const LIMITS = {
  /** Bytes that may wait in an in-memory stream before its writer is held back. */
  streamBufferBytes: STREAM_BUFFER_BYTES,
  /** Bytes of a stored chunk; reads and writes of bulk content move in these. */
  chunkBytes: 4 * MiB,
  /** A request body that is not a stream. */
  requestBodyBytes: 8 * MiB,
  /** A manifest, as the distribution spec suggests. */
  manifestBytes: 4 * MiB,
  /** An image config. */
  configBytes: 8 * MiB,
  /** Entries of one layer. */
  layerEntries: 500_000,
  /** Uncompressed bytes of one layer tar (a tar bomb stops here). */
  layerBytes: 8 * 1024 * MiB,
  /** Layers of an image (`max depth exceeded`, docker-format-facts 5). */
  imageDepth: 125,
  /** Bytes of a tar header's path, link or pax record. */
  tarHeaderBytes: 1 * MiB,
  /** Bytes a pipe holds, as Linux. */
  pipeBytes: 64 * KiB,
  /** Bytes that wait in one direction of a connection, sender's and receiver's buffer together. */
  socketBytes: 256 * KiB,
  /** Bytes of datagrams that wait to be received; more are lost, as on Linux (rmem_default). */
  datagramQueueBytes: 208 * KiB,
  /** Bytes of one datagram's payload. */
  datagramBytes: 65_507,
  /** Connections that wait to be accepted (net.core.somaxconn). */
  backlog: 4096,
  /** PATH_MAX and NAME_MAX of Linux. */
  pathBytes: 4096,
  nameBytes: 255,
  /** ELOOP after this many symbolic links, as Linux. */
  symlinks: 40,
  openFiles: 1024,
  /** fs.nr_open: nobody may have more. */
  openFilesHard: 1_048_576,
  /** Processes of one kernel, all containers together. */
  processes: 32_768,
  /** Bytes that programs hold in large buffers, all of a machine together; past it the largest one is killed. */
  memoryBytes: 240 * MiB,
  /** Processes that run in a worker of their own, all of a machine together. */
  workerProcesses: 32,
  /** Those of WebAssembly among them: a tab has room for some hundred memories, and each of these for over 100 MB. */
  wasmProcesses: 10,
  /** What a process of a WebContainer gets a copy of: files and folders, and their bytes. */
  outerFiles: 2000,
  outerBytes: 32 * MiB,
  /** A WebContainer that has not started by then is given up: without a network it says nothing at all. */
  outerBootMs: 20_000,
  /** Bytes of one file in memory-backed file systems. */
  fileBytes: 2 * 1024 * MiB,
  /** Bytes of argv and environment together, ARG_MAX. */
  argumentBytes: 2 * MiB,
  /** A busy loop lets others run after this many milliseconds. */
  sliceMs: 8,
  /** Bytes of a container's log that are kept. */
  logBytes: 4 * MiB,
  /** Lines of shell history. */
  historyLines: 1000,
  /** Bytes of output that a hidden script's caller gets. */
  scriptOutputBytes: 1 * MiB,
  /** Characters of what was typed in a step that its checks see, and of one command. */
  lessonHistory: 32 * KiB,
  lessonHistoryLine: 4 * KiB,
  /** Texts whose parsed form shells keep for the next run, and characters of one that is worth it. */
  shellPrograms: 200,
  shellProgramCharacters: 10_000,
  /** Script nesting: functions, sourced files, substitutions. */
  shellDepth: 500,
  /** A log that gets lines all the time is written at the latest after this many milliseconds. */
  logSaveMs: 3000,
  /** Events the engine remembers, as moby's eventsLimit. */
  events: 256,
  /** A changed writable layer is written to the store at the latest after this many milliseconds. */
  checkpointMs: 300,
  /** Records that may wait are written at the latest after this many milliseconds. */
  recordsSoonMs: 50,
  /** Of those that come in numbers, so many go at once: a transaction holds up the thread while it is filled. */
  recordsPortion: 32,
  /** Graceful stop before SIGKILL, in seconds, Docker's default. */
  stopTimeoutSeconds: 10,
  /** Copy-up and saving of a changed file go by pieces of this size. */
  extentBytes: 256 * KiB,
  /** Bytes of an HTTP request's or response's first line and headers, as Go's server. */
  httpHeaderBytes: 1 * MiB,
  /** A request body that nobody wanted is read up to here to keep the connection, as Go's server. */
  httpDrainBytes: 256 * KiB,
  /** Milliseconds between an answer and the end of a connection on which the request still comes, as Go's server. */
  httpLingerMs: 500,
  /** Bytes that WebCrypto digests at once; above, the streaming hasher is used. */
  digestOneShotBytes: 64 * MiB,
  /** ChainIds that are remembered. */
  knownChains: 4096,
  /** Bytes of a stream of unknown length that are held back in the hope that WebCrypto can digest them at once. */
  digestBufferBytes: 16 * MiB,
  /** Stored content leaves out runs of zeros of at least this size, which begin and end at a unit. */
  holeBytes: 4 * KiB,
  /** A block of a tar. */
  holeUnitBytes: 512,
  /** Checkpoints that are kept at once. */
  checkpoints: 200,
  /** Bytes of the records in a sandbox's file. */
  sandboxRootBytes: 256 * MiB,
  /** Chunks that go into one transaction of the store. */
  chunksPerCommit: 4,
  /** Bytes of stored chunks that the store keeps in memory for small reads. */
  chunkCacheBytes: 16 * MiB,
  /** Layer entries whose index the store keeps in memory. */
  cachedLayerEntries: 200_000,
  /** Blob uploads that a registry server keeps open at once. */
  registryUploads: 64,
  /** Bytes of a build context, or of what one COPY takes from an image, that the builder holds in memory. */
  buildContextBytes: 512 * MiB,
  /** A start is answered once the container's programs wait for something, or after so many milliseconds, or so many of computing. */
  firstStepsMs: 2000,
  firstStepsCpuMs: 100,
  /** A script of a lesson (setup, check) is ended after this many milliseconds. */
  lessonScriptMs: 30_000,
  /** Bytes and files of a lesson pack from elsewhere. */
  lessonPackBytes: 16 * MiB,
  lessonPackFiles: 4000,
} as const;
