const HEARTBEAT_MS = 500;
/** Each download's program has another checksum: 2^32 ÷ the golden ratio, an odd number, never repeats. */
const CRC_STEP = 0x9e37_79b9;

/** What of it outlives a boot. */
export interface PlcHardwareMemory {
  /** How far the clock is off, ms; absent for not at all. */
  readonly clockOffsetMs?: number;
  /** Programs downloaded since the first; absent for none. */
  readonly downloads?: number;
}

/** The controller itself: its clock, its heartbeat and which program is loaded. */
export class PlcHardware {
  readonly #bootedAt: number;
  /** Downloads whose program was booted, whatever was downloaded meanwhile. */
  readonly #booted: number;
  #clockOffsetMs: number;
  #downloads: number;
  /** What the heartbeat shows while it is frozen. */
  #frozen: number | null = null;

  constructor(memory: PlcHardwareMemory | null, wallMs: number) {
    this.#bootedAt = wallMs;
    this.#clockOffsetMs = memory?.clockOffsetMs ?? 0;
    this.#downloads = this.#booted = memory?.downloads ?? 0;
  }

  get downloads(): number {
    return this.#downloads;
  }

  /** What the PLC takes the wall time for, ms. */
  clock(wallMs: number): number {
    return wallMs + this.#clockOffsetMs;
  }

  heartbeat(wallMs: number): number {
    return this.#frozen ?? Math.floor((wallMs - this.#bootedAt) / HEARTBEAT_MS);
  }

  /** The running program's, from that of the first one. */
  recipeCrc(first: number): number {
    return (first + this.#booted * CRC_STEP) % 2 ** 32;
  }

  /** Times of records and PlcTime jump with the clock; scans, heartbeat and watchdog do not go by it. */
  jumpClock(byMs: number): void {
    this.#clockOffsetMs += byMs;
  }

  /** The heartbeat stands, all else goes on. */
  freezeHeartbeat(frozen: boolean, wallMs: number): void {
    this.#frozen = frozen ? this.heartbeat(wallMs) : null;
  }

  /** Another program lies ready: it runs, with its own checksum, from the next boot on. */
  download(): void {
    this.#downloads += 1;
  }

  retain(): PlcHardwareMemory {
    return {
      ...(this.#clockOffsetMs !== 0 && { clockOffsetMs: this.#clockOffsetMs }),
      ...(this.#downloads !== 0 && { downloads: this.#downloads }),
    };
  }
}
