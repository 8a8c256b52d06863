import type { Instant, UnitId } from '../workflows/kernel/brand.ts';
import type { PlantState } from '../workflows/plant-unit/messages.ts';

/** Commands by name; numbers below 100 are PackML's, from 100 the unit's own. */
export type UnitCommandName =
  | 'reset' | 'start' | 'stop' | 'hold' | 'unhold' | 'suspend' | 'unsuspend' | 'abort' | 'clear' | 'complete'
  | 'load' | 'skip-stage' | 'eject' | 'store' | 'retrieve' | 'scan' | 'send'; // prettier-ignore

/** A value as the plant gave it. A value without a live heartbeat is stale, and stale is not a number. */
export interface Reading {
  readonly value: number | string | boolean | null;
  readonly quality: 'good' | 'uncertain' | 'bad';
  readonly sourceTime: Instant | null;
}

/** A subscription as we asked for it and as the server revised it; intervals in ms. */
export interface SubscriptionTerms {
  readonly requested: { readonly publishingMs: number; readonly samplingMs: number; readonly keepAliveCount: number };
  readonly revised: {
    readonly publishingMs: number;
    /** Publishing intervals without a change after which the server says that it is there. */
    readonly keepAliveCount: number;
    /** Publishing intervals without us after which the server forgets the subscription. */
    readonly lifetimeCount: number;
    /** The shortest and the longest sampling interval among the tags; null when none is monitored. */
    readonly samplingMs: { readonly shortest: number; readonly longest: number } | null;
  };
}

/** All of a unit's R tags at one moment, by name without the unit, for example `Act.BeltFlow`, `Sts.AckSeq`. */
export interface UnitSnapshot {
  readonly unit: UnitId;
  readonly readAt: Instant;
  /** False when heartbeat, subscription or session is silent: then every value is stale. */
  readonly live: boolean;
  /** Why not live: `never-connected`, `link-lost`, `heartbeat-lost`, `subscription-silent`. */
  readonly reason: string | null;
  readonly readings: Readonly<Record<string, Reading>>;
  /** How the unit is subscribed to; null or absent while it is not. */
  readonly subscription?: SubscriptionTerms | null;
  /** True for a unit that is only watched: another system runs it, and nothing is written to it. */
  readonly shadow?: boolean;
}

/** One record of the PLC's event ring: the truth about increments, whatever the link did meanwhile. */
export interface RingRecord {
  /** Records ever written by this unit; never repeats, survives a boot. */
  readonly idx: number;
  readonly time: Instant;
  readonly type: 'increment' | 'missed' | 'container' | 'grab' | 'missed-grab' | 'stage' | 'through';
  readonly sampleId: string;
  /**
   * Number of the increment, missed cut or grab within the sample; for `container` the container or bottle type; for `stage` the
   * stage's number, + 100 when it was skipped; for `through` the bottles packed, 0 for a sample that was ejected.
   */
  readonly no: number;
  /** V1, kg (grab: mL). Of a `stage` what went in; of `through` what the sample came in with, or what was discarded. */
  readonly mass: number;
  /** V2. Of a `stage` the first part that went on, kg. */
  readonly flow: number;
  /** V3. Of a `stage` the second part that went on, kg. */
  readonly total: number;
  /** V4, kg kept after division. Of a `stage` what was rejected, or dried off. */
  readonly kept: number;
}

/**
 * Days before its end at which a certificate is to be renewed: time to have one made, brought into a PLC and trusted, with a planned
 * stop of the plant in between.
 */
export const certificateRenewalDays = 60;

/** What a driver tells of its own accord. Each may be repeated; receivers are idempotent by content. */
export type UnitObservation =
  /** That a unit is not live for want of a first connection is told only after the grace of a start (`timing.firstConnectionMs`). */
  | { readonly kind: 'link'; readonly live: boolean; readonly reason: string | null; readonly at: Instant }
  | { readonly kind: 'boot'; readonly bootCounter: number; readonly previous: number; readonly at: Instant }
  | {
      readonly kind: 'state';
      readonly state: PlantState;
      readonly mode: number;
      readonly faultCode: number;
      readonly faultClass: number;
      /** Code of the fault that came first since the PLC was last reset; 0 for none. */
      readonly faultFirstOut: number;
      readonly jobSampleId: string;
      readonly at: Instant;
    }
  /** The PLC's program is another one than before: a download, or another controller. */
  | { readonly kind: 'program'; readonly crc: number; readonly previous: number; readonly at: Instant }
  /** The PLC's clock left ours by more than it may, or came back; seconds, positive when the PLC is ahead, 0 when within the limit. */
  | { readonly kind: 'clock'; readonly driftSeconds: number; readonly at: Instant }
  /** The belt began or ceased to carry material; `total` in t as the PLC counts it. */
  | { readonly kind: 'stream'; readonly flowing: boolean; readonly total: number; readonly at: Instant }
  /**
   * A certificate that a secured connection rests on: told when connected, and daily from `certificateRenewalDays` before its end. An
   * expired one stops the unit at the next reconnection and cannot be bypassed.
   */
  | {
      readonly kind: 'certificate';
      readonly whose: 'plc' | 'ours';
      readonly subject: string;
      readonly validTo: Instant;
      /** Whole days; negative when it has expired. */
      readonly daysLeft: number;
      readonly at: Instant;
    }
  /** The ring wrapped while we were away: records `from`..`to` are lost, only counters tell of them. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number; readonly at: Instant };

export interface UnitListener {
  observed(observation: UnitObservation): void;
  /** Takes records in order of `idx`, each at least once; resolves when they are safe, only then are they consumed. */
  records(records: readonly RingRecord[]): Promise<void>;
}

/** A command with its sequence number, which is in the journal before the driver sees it. */
export interface UnitCommand {
  readonly commandId: string;
  readonly seq: number;
  readonly command: UnitCommandName;
  /** At most 40 bytes each. */
  readonly jobId: string;
  readonly lotId: string;
  readonly sampleId: string;
  readonly recipeId: string;
  /** W tags by path without the unit, in the tag's unit: `Set.IncrementInterval`, `Packing.Set.Barcode`. */
  readonly settings: Readonly<Record<string, number | string>>;
  /** `Cmd.Param[0..15]`, for unit-specific commands. */
  readonly params: readonly number[];
  /** Asked right before it is given: false ends it as `NOT_SENT`. Absent: it is wanted until it has its outcome. */
  isWanted?(): Promise<boolean>;
}

export type CommandOutcome =
  | { readonly outcome: 'done'; readonly after: UnitSnapshot }
  /** Refused by the PLC (`AckResult` 2–7) or ended badly (`DoneResult` 2–4); nothing is pending. */
  | { readonly outcome: 'failed'; readonly code: string; readonly message: string }
  /** We cannot tell whether it was executed: a person decides. */
  | { readonly outcome: 'unknown'; readonly code: string; readonly message: string };

/** The contract between a process and a piece of plant. */
export interface UnitDriver {
  readonly unit: UnitId;
  /** The R tag by which the unit totals its stream, t or m³: `Act.BeltTotal`. Null for a unit without a stream. */
  readonly totalTag: string | null;
  /** The commands that are given to it, as its tag map says; none to a unit that is only watched. */
  readonly commands?: readonly UnitCommandName[];
  /** How many samples the unit works at at once, as its tag map says; absent = one. */
  readonly capacity?: number;
  /** Connects in the background and keeps connected; resolves at once. Rejects only on a wrong tag map. */
  start(listener: UnitListener): Promise<void>;
  stop(): Promise<void>;
  /** The newest known values with their staleness; never waits. */
  snapshot(): UnitSnapshot;
  /** Reads every R tag afresh over the wire. Rejects with a RefusedError when the unit is not live. */
  read(): Promise<UnitSnapshot>;
  /**
   * Carries a command through the handshake. Reconciles first: if the PLC already acknowledged `seq`, adopts; if it never
   * saw it, writes it; otherwise `unknown`. Safe to call again with the same command after any crash.
   */
  execute(command: UnitCommand, accepted: () => void): Promise<CommandOutcome>;
}
