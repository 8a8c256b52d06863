import type { ClosedContainer, CustodyFinding } from '../custody/chain.ts';
import type { RetentionRule, RetentionRules } from '../custody/rules.ts';
import { processId } from '../kernel/brand.ts';
import type { BlindCode, DecimalString, Instant, ProcessId } from '../kernel/brand.ts';
import type { EffectParams } from '../kernel/effects.ts';
import type { Actor } from '../kernel/process.ts';
import { RefusedError } from '../kernel/refusal.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Weighing } from '../sample-handling/step-data.ts';
import type { HeldSlot, Slot } from './slots.ts';

/** A retained or reserve bottle, from when it exists. Names nothing of the cargo but the process that waits for it. */
export interface StorageOrder {
  readonly parent: ProcessId;
  /** As it stands on the label. */
  readonly code: BlindCode;
  /** For example `reserve-3mm`, `retained`. */
  readonly kind: string;
  /** kg, net */
  readonly mass: DecimalString;
  readonly seal: string | null;
  /** Greatest difference of two weighings of the closed bottle, % of its net mass. */
  readonly massTolerancePercent: DecimalString;
  readonly retention: {
    readonly rule: RetentionRule;
    /** IANA name: says on which day an instant falls. */
    readonly timeZone: string;
    /** Last day a contract asks for, ISO date. */
    readonly contractUntil?: string;
  };
}

/** A legal hold or an open dispute: while one stands, nothing is disposed of. */
export interface LegalHold {
  /** 1, 2, 3 … of this bottle. */
  readonly no: number;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Instant;
  readonly lifted: { readonly reason: string; readonly by: Actor; readonly at: Instant } | null;
}

/** One line of what happened to the bottle; the journal has it whole. */
export interface StorageEntry {
  readonly what:
    | 'brought'
    | 'stored'
    | 'moved'
    | 'fetched'
    | 'wanted-for-test'
    | 'retention'
    | 'held'
    | 'hold-lifted'
    | 'quarantine-lifted'
    | 'disposal-proposed'
    | 'disposal-declined'
    | 'disposed'
    | 'used-up';
  readonly by: Actor;
  readonly at: Instant;
  readonly slot: Slot | null;
  readonly reason: string | null;
  /** As it was read and weighed, kg net. */
  readonly found: ClosedContainer | null;
}

export interface DisposalProposal {
  readonly by: Actor;
  readonly at: Instant;
  /** How it is disposed of, for example `returned to the cargo`. */
  readonly method: string;
  readonly reason: string;
}

export interface StorageContext {
  readonly order: StorageOrder;
  readonly processId: ProcessId;
  readonly startedAt: Instant;
  /** Where it lies; null while a person has it. */
  readonly slot: HeldSlot | null;
  /** How many slots it has asked for. */
  readonly claims: number;
  /** The slot it has asked for, and who wants it there. */
  readonly claim:
    (Slot & { readonly by: Actor; readonly at: Instant; readonly reason: string | null }) | null;
  /** Who wants it out of a machine, and whether to dispose of it then; null unless the machine is asked for it. */
  readonly fetching: { readonly by: Actor; readonly reason: string | null; readonly toDispose: boolean } | null;
  /** Why the last slot was not given, or the bottle not given out; null once one is. */
  readonly slotRefusal: Refusal | null;
  /** Seal and mass it should have. */
  readonly expected: ClosedContainer;
  readonly findings: readonly CustodyFinding[];
  /** Findings that nobody has lifted: it may not be fetched. */
  readonly quarantined: boolean;
  /** Day or instant the rule's period counts from, ISO; null while nothing is counted yet. */
  readonly countedFrom: string | null;
  /** Last day asked for beside the rule, ISO date. */
  readonly until: string | null;
  readonly holds: readonly LegalHold[];
  /** When retention was seen to be over; null while it runs or a hold stands. */
  readonly retentionOverAt: Instant | null;
  /** The parent wants it tested: it may be used up. */
  readonly wantedForTest: boolean;
  readonly disposal: DisposalProposal | null;
  readonly record: readonly StorageEntry[];
  readonly endedAt: Instant | null;
}

export interface StorageInput {
  readonly order: StorageOrder;
  readonly processId: ProcessId;
  readonly startedAt: Instant;
}

/** What a person tells of a bottle that is put into a slot. */
export interface PutAway extends Slot {
  readonly weighed: Weighing;
  /** As read on the seal; null for none. */
  readonly seal: string | null;
  /** The seal that was broken while it was out, and replaced by `seal`; null for a bottle that stayed closed. */
  readonly sealOff: string | null;
}

export const newBottle = ({ order, processId: id, startedAt }: StorageInput): StorageContext => ({
  order,
  processId: id,
  startedAt,
  slot: null,
  claims: 0,
  claim: null,
  fetching: null,
  slotRefusal: null,
  expected: { seal: order.seal, mass: order.mass },
  findings: [],
  quarantined: false,
  countedFrom: null,
  until: order.retention.contractUntil ?? null,
  holds: [],
  retentionOverAt: null,
  wantedForTest: false,
  disposal: null,
  record: [],
  endedAt: null,
});

export const storageProcess = (code: BlindCode): ProcessId => processId(`storage/${code}`);

/**
 * Starts the storing of a bottle that exists. `retention`: the section of the rule pack, by its default rule or the one named.
 * Throws `RETENTION_RULE_UNKNOWN`.
 */
export function storedBottleStart({
  retention: { rules, rule: id = rules.defaultRule, ...terms },
  ...bottle
}: Omit<StorageOrder, 'retention'> & {
  readonly retention: Omit<StorageOrder['retention'], 'rule'> & {
    readonly rules: RetentionRules;
    readonly rule?: string;
  };
}): EffectParams['process.start'] {
  const rule = rules.rules.find((each) => each.id === id);
  if (!rule)
    throw new RefusedError({
      code: 'RETENTION_RULE_UNKNOWN',
      field: 'rule',
      message: `There is no retention rule "${id}".`,
      remedy: `Choose one of: ${rules.rules.map((each) => each.id).join(', ')}.`,
    });
  const order: StorageOrder = { ...bottle, retention: { ...terms, rule } };
  return { definition: 'storage', process: storageProcess(order.code), input: { order } };
}
