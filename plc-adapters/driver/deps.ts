import type { Instant } from '../../workflows/kernel/brand.ts';

/** Two clocks: one to date what was seen, one to measure how long ago, which never jumps. */
export interface DriverClock {
  now(): Instant;
  /** ms since some moment; only differences mean something. */
  monotonicMs(): number;
}

/** Structured log, as pino has it. */
export interface DriverLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface DriverDeps {
  readonly clock: DriverClock;
  readonly log: DriverLog;
  /** Folder of our OPC UA certificate and the trusted ones, on a persistent volume; made when absent. */
  readonly pkiFolder: string;
  /** Whether this process may command the plant at this moment; absent: always. */
  readonly mayCommand?: () => boolean;
}
