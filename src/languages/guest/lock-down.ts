/**
 * What a program in a worker may see of the worker: the language, and what Node has of the web. Everything else goes, for
 * the worker has the site's origin, and a program may come from an image that somebody else made.
 */
const LANGUAGE = `
  AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date
  DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array
  Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp
  Set SharedArrayBuffer String SuppressedError Symbol SyntaxError Temporal TypeError URIError Uint16Array Uint32Array
  Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt undefined unescape
`;
const WEB = `
  AbortController AbortSignal Blob ByteLengthQueuingStrategy CompressionStream CountQueuingStrategy Crypto CryptoKey
  CustomEvent DOMException DecompressionStream Event EventTarget File FormData Headers Performance PerformanceEntry
  ReadableByteStreamController ReadableStream ReadableStreamBYOBReader ReadableStreamBYOBRequest
  ReadableStreamDefaultController ReadableStreamDefaultReader Request Response SubtleCrypto TextDecoder TextDecoderStream
  TextEncoder TextEncoderStream TransformStream TransformStreamDefaultController URL URLSearchParams WritableStream
  WritableStreamDefaultController WritableStreamDefaultWriter atob btoa crypto performance queueMicrotask structuredClone
`;
const KEPT: ReadonlySet<string> = new Set(`${LANGUAGE} ${WEB}`.trim().split(/\s+/));

/** Takes all other names off the global object; `also` stay too. */
export function lockDown(also: readonly string[] = []): void {
  for (
    let at: object | null = globalThis;
    at && at !== EventTarget.prototype && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    for (const name of Object.getOwnPropertyNames(at)) {
      if (KEPT.has(name) || also.includes(name) || name === 'constructor') continue;
      Reflect.deleteProperty(at, name);
    }
  }
}
