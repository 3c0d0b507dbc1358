/**
 * What each operation takes and gives, in types: both sides of the seam read this. Query and path follow from the
 * table; bodies and answers are named here. An operation that is missing in `Bodies` or `Answers` is untyped JSON.
 */
import type { Duplex, MemoryDuplex } from '../base/duplex.ts';
import type { ByteSource } from '../base/streams.ts';
import type { OPERATIONS, OperationId, ParameterType } from './operations.ts';
import type * as C from './types/container.ts';
import type * as E from './types/exec.ts';
import type * as I from './types/image.ts';
import type * as S from './types/system.ts';

export interface Bodies {
  containerCreate: C.ContainerCreateBody;
  containerUpdate: C.HostConfig;
  execCreate: E.ExecCreateBody;
  execStart: E.ExecStartBody;
  imageCommit: Partial<C.ContainerConfig> | undefined;
  networkCreate: S.NetworkCreateBody;
  networkConnect: { readonly Container: string; readonly EndpointConfig?: Partial<C.EndpointSettings> | null };
  networkDisconnect: { readonly Container: string; readonly Force?: boolean };
  volumeCreate: S.VolumeCreateBody;
  systemAuth: I.RegistryAuth;
}

/** JSON values of `json`, `longPoll` and `objects` answers (one object for the latter). */
export interface Answers {
  containerList: readonly C.ContainerSummary[];
  containerCreate: C.ContainerCreateResponse;
  containerInspect: C.ContainerInspectResponse;
  containerTop: C.ContainerTopResponse;
  containerChanges: readonly C.FilesystemChange[] | null;
  containerWait: C.ContainerWaitResponse;
  containerPrune: C.ContainerPruneResponse;
  containerUpdate: C.ContainerUpdateResponse;
  execCreate: { readonly Id: string };
  execInspect: E.ExecInspectResponse;
  imageList: readonly I.ImageSummary[];
  imageInspect: I.ImageInspectResponse;
  imageHistory: readonly I.ImageHistoryItem[];
  imageDelete: readonly I.ImageDeleteItem[];
  imagePrune: I.ImagePruneResponse;
  imageSearch: readonly I.ImageSearchResult[];
  imageCommit: { readonly Id: string };
  systemInfo: S.InfoResponse;
  systemVersion: S.VersionResponse;
  systemAuth: S.AuthResponse;
  systemEvents: S.EventMessage;
  systemDataUsage: S.DataUsageResponse;
  networkList: readonly S.Network[];
  networkInspect: S.Network;
  networkCreate: { readonly Id: string; readonly Warning: string };
  networkPrune: { readonly NetworksDeleted: readonly string[] | null };
  volumeList: S.VolumeListResponse;
  volumeInspect: S.Volume;
  volumeCreate: S.Volume;
  volumePrune: { readonly VolumesDeleted: readonly string[] | null; readonly SpaceReclaimed: number };
}

type Table = typeof OPERATIONS;

type ValueOf<T extends ParameterType> = T extends 'boolean'
  ? boolean
  : T extends 'integer'
    ? number
    : T extends 'strings'
      ? readonly string[]
      : string;

export type QueryOf<K extends OperationId> = Table[K] extends { query: infer Q extends Record<string, ParameterType> }
  ? { readonly [N in keyof Q]?: ValueOf<Q[N]> | undefined }
  : Record<never, never>;

export type BodyOf<K extends OperationId> = K extends keyof Bodies
  ? Bodies[K]
  : Table[K] extends { body: 'stream' }
    ? ByteSource | undefined
    : Table[K] extends { body: string }
      ? unknown
      : undefined;

export type JsonOf<K extends OperationId> = K extends keyof Answers ? Answers[K] : unknown;

type KindOf<K extends OperationId> = Table[K]['answer'];

/** One call as the server side sees it: parameters parsed, defaults not filled in. */
export interface Call<K extends OperationId> {
  readonly path: Readonly<Record<string, string>>;
  readonly query: QueryOf<K>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BodyOf<K>;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

/** What a backend answers. Failures are thrown as FailureError. */
export type BackendAnswer<K extends OperationId> = {
  json: JsonOf<K>;
  /** The call settles once the wait has begun (headers go out then); a failure before that is an error answer. */
  longPoll: { readonly settled: Promise<JsonOf<K>> };
  empty: void;
  text: { readonly text: string; readonly headers: Readonly<Record<string, string>> };
  headers: Readonly<Record<string, string>>;
  messages: AsyncIterable<I.JsonMessage>;
  objects: AsyncIterable<JsonOf<K>>;
  stream: {
    readonly contentType: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly source: ByteSource;
  };
  hijack: Hijack;
}[KindOf<K>];

export interface Hijack {
  /** `application/vnd.docker.raw-stream` or `application/vnd.docker.multiplexed-stream`. */
  readonly contentType: string;
  /** Runs the conversation once the connection is the caller's; settles at its end. Absent: answer 200 and be done. */
  readonly converse?: (stream: MemoryDuplex) => Promise<void>;
}

/** The engine, as the server needs it: any subset of the operations; the rest answers 501. */
export type Backend = {
  readonly [K in OperationId]?: (call: Call<K>) => Promise<BackendAnswer<K>>;
};

/** What a client's caller gives: path parameters, query and body by name. */
export interface ClientCall<K extends OperationId> {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: QueryOf<K>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyOf<K>;
  readonly signal?: AbortSignal;
}

/** What a client gets. Failures of the engine are thrown as ApiError. */
export type ClientAnswer<K extends OperationId> = {
  json: JsonOf<K>;
  longPoll: { readonly settled: Promise<JsonOf<K>> };
  empty: { readonly status: number };
  text: { readonly text: string; readonly headers: Readonly<Record<string, string>> };
  headers: Readonly<Record<string, string>>;
  messages: AsyncIterable<I.JsonMessage>;
  objects: AsyncIterable<JsonOf<K>>;
  stream: { readonly headers: Readonly<Record<string, string>>; readonly source: ByteSource };
  hijack: { readonly contentType: string; readonly stream: Duplex };
}[KindOf<K>];

/** `client.containerList({ query: { all: true } })`: one method an operation. */
export type EngineClient = {
  readonly [K in OperationId]: (call?: ClientCall<K>) => Promise<ClientAnswer<K>>;
};
