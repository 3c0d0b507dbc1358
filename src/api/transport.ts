/** The way to an Engine API server, whatever carries it. A contract suite runs on every implementation. */
import type { HttpHandler } from '../base/http/exchange.ts';

export type Transport = HttpHandler;
