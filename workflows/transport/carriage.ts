import type { CustodyFinding, CustodyRules } from '../custody/chain.ts';
import type { BlindCode, DecimalString, Instant, ProcessId } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Weighing } from '../sample-handling/step-data.ts';
import type { Urgency } from '../scheduling/turn.ts';
import type { TubeAnswer } from './tube-messages.ts';

/** A container that is to be carried, under its own stage's code. */
export interface CarriedContainer {
  readonly code: BlindCode;
  /** Who waits for it, and is told when its custody breaks. */
  readonly parent: ProcessId;
  /** What its seal and net mass (kg) should be. */
  readonly seal: string | null;
  readonly mass: DecimalString;
}

/** How it is carried; `person` may also be from hand to hand. */
export type Means =
  | { readonly kind: 'person' | 'vehicle' }
  | { readonly kind: 'tube'; readonly tube: string; readonly urgency: Urgency };

export interface CarriageOrder {
  readonly containers: readonly CarriedContainer[];
  /** Places; of a tube its stations. */
  readonly from: string;
  readonly to: string;
  readonly means: Means;
  /** Its tube takes commands: it is sent by machine. */
  readonly commanded?: true;
  /** User name of the only person who may receive it; null for any. */
  readonly receiver: string | null;
  /** Minutes on the way after which it is overdue, > 0. */
  readonly overdue_min: number;
  readonly rules: CustodyRules;
}

/** What the giver found. */
export interface ReleasedContainer extends Weighing {
  readonly code: BlindCode;
  readonly seal: string | null;
}

/** What the receiver found; its tare stands in the release. */
export type ReceivedContainer = Omit<ReleasedContainer, 'tare_kg'>;

interface Deed {
  readonly by: Actor;
  readonly at: Instant;
}

export interface CarriageContext {
  readonly order: CarriageOrder;
  readonly processId: ProcessId;
  readonly requested: Deed;
  readonly released: (Deed & { readonly containers: readonly ReleasedContainer[] }) | null;
  /** The carrier's user name, plate or number, and who named it. */
  readonly taken: (Deed & { readonly carrier: string }) | null;
  /** Who put it into a carrier of a commanded tube; `carrier`: its number. Absent without one, null while it is not in one. */
  readonly loaded?: (Deed & { readonly carrier: string }) | null;
  /** Why the tube did not take it, or gave it back; null once it is put in again. */
  readonly tubeRefusal?: Refusal | null;
  /** When it stood at the tube's destination; absent while it did not. */
  readonly arrivedAt?: Instant | null;
  readonly overdueAt: Instant | null;
  readonly missing: (Deed & { readonly reason: string }) | null;
  readonly received:
    | (Deed & {
        readonly containers: readonly ReceivedContainer[];
        readonly missing: readonly BlindCode[];
        readonly condition: string;
      })
    | null;
  readonly findings: readonly CustodyFinding[];
  /** Why it ended otherwise than received. */
  readonly reason: string | null;
  readonly endedAt: Instant | null;
}

export interface CarriageInput {
  readonly order: CarriageOrder;
  readonly processId: ProcessId;
  readonly startedAt: Instant;
  readonly startedBy: Actor;
}

/** What people tell of a carriage, and its tube. */
export type CarriageEvent =
  | { readonly type: 'carriage.released'; readonly containers: readonly ReleasedContainer[] }
  /** The carrier has it. `trayInPlace`: of a tube, that a person saw the carrier's tray in its place. */
  | { readonly type: 'carriage.taken'; readonly carrier: string; readonly trayInPlace: boolean }
  | {
      readonly type: 'carriage.received';
      readonly containers: readonly ReceivedContainer[];
      /** Codes of containers that were not there. */
      readonly missing: readonly BlindCode[];
      readonly condition: string;
    }
  | { readonly type: 'carriage.refused'; readonly reason: string }
  | { readonly type: 'carriage.missed'; readonly reason: string }
  | { readonly type: 'carriage.given-up'; readonly reason: string }
  | { readonly type: 'carriage.withdrawn'; readonly reason: string }
  | TubeAnswer;

export const newCarriage = ({ order, processId, startedAt, startedBy }: CarriageInput): CarriageContext => ({
  order,
  processId,
  requested: { by: startedBy, at: startedAt },
  released: null,
  taken: null,
  overdueAt: null,
  missing: null,
  received: null,
  findings: [],
  reason: null,
  endedAt: null,
});
