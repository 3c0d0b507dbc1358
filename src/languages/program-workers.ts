/** The seam to the platform: workers as a browser has them, or threads of Node. */
import type { Answer, GuestMessage, KernelMessage, Runtime, StandstillCall } from './protocol.ts';

export interface ProgramWorkers {
  /** Starts the code of a runtime. FailureError `unavailable` when the platform cannot, with the reason. */
  start(runtime: Runtime, events: WorkerEvents): Promise<ProgramWorker>;
}

export interface ProgramWorker {
  post(message: KernelMessage): void;
  /** Ends it at once, whatever it does. */
  terminate(): void;
}

export interface WorkerEvents {
  message(message: GuestMessage): void;
  /** The guest stands still until this is answered. */
  standstill(call: StandstillCall): Promise<Answer>;
  /** It could not be loaded, or ended by itself. */
  failed(reason: string): void;
}
