/** How a server spells its answers: the order of the fields, the reasons, and what it says to something that is no HTTP. */
import type { FailureError } from '../errors.ts';
import type { Headers } from './message.ts';

export interface AnswerFraming {
  readonly keepAlive: boolean;
  readonly chunked: boolean;
  /** For the field `Date`. */
  readonly date: string | undefined;
}

export interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface ServerStyle {
  reason(status: number): string;
  /** The fields of an answer's head in the order they are sent, those of the framing among them. */
  fields(headers: Headers, framing: AnswerFraming): readonly (readonly [name: string, value: string])[];
  /** Said before the connection is closed. */
  refusal(problem: FailureError): Refusal;
}

/** RFC 9110's reason phrases. */
export const REASONS: Readonly<Record<number, string>> = {
  100: 'Continue',
  101: 'Switching Protocols',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Request Entity Too Large',
  414: 'Request URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  418: "I'm a teapot",
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
};

/** Go's net/http, byte for byte where clients look; moby's word for 101. */
export const GO_STYLE: ServerStyle = {
  reason: (status) => (status === 101 ? 'UPGRADED' : (REASONS[status] ?? `status code ${status}`)),
  fields: (headers, { keepAlive, chunked, date }) => {
    const { 'content-length': length, connection: _, ...given } = headers;
    const fields: [string, string][] = Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1));
    if (date !== undefined && !headers['date']) fields.push(['date', date]);
    if (length !== undefined) fields.push(['content-length', length]);
    if (chunked) fields.push(['transfer-encoding', 'chunked']);
    if (!keepAlive) fields.push(['connection', 'close']);
    return fields;
  },
  refusal: ({ kind }) => {
    const status = kind === 'notImplemented' ? 501 : 400;
    return {
      status,
      headers: { 'content-type': 'text/plain; charset=utf-8', connection: 'close' },
      body: `${status} ${REASONS[status]}`,
    };
  },
};
