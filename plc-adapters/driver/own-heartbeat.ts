import type { DriverClock } from './deps.ts';

/** Cmd.OrchHeartbeat is a UInt32. */
const maxBeat = 0xffff_ffff;

/** Counts Cmd.OrchHeartbeat up, one beat on its way at a time. */
export class OwnHeartbeat {
  private readonly write: (beat: number) => Promise<void>;
  private count: number;
  private beating = false;

  constructor(clock: DriverClock, write: (beat: number) => Promise<void>) {
    this.write = write;
    // Another value than our predecessor's last, or the PLC would not see it move.
    this.count = Math.floor(Date.parse(clock.now()) / 1000) % maxBeat;
  }

  /** Rejects when the beat did not arrive; does nothing while an earlier one is still on its way. */
  async beat(): Promise<void> {
    if (this.beating) return;
    this.beating = true;
    this.count = (this.count + 1) % maxBeat;
    try {
      await this.write(this.count);
    } finally {
      this.beating = false;
    }
  }
}
