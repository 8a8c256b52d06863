import type { ClosedContainer } from '../../workflows/custody/chain.ts';
import type { BlindCode, Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Finding } from '../../workflows/kernel/finding.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import { keepingOf, standingHolds } from '../../workflows/storage/keeping.ts';
import type { Keeping } from '../../workflows/storage/keeping.ts';
import type { Slot } from '../../workflows/storage/slots.ts';
import type { StorageContext, StorageEntry } from '../../workflows/storage/stored-bottle.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

interface Word {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** A retained bottle as people see it, under its code. Its seal and mass are read and weighed, so what they should be is not told. */
export interface StoredBottleView extends Keeping {
  readonly id: ProcessId;
  readonly code: BlindCode;
  readonly kind: string;
  readonly status: string;
  readonly slot: Slot | null;
  /** The slot it has asked for. */
  readonly claim: Slot | null;
  readonly slotRefusal: Refusal | null;
  /** Only the machine of its cabinet gives it out. */
  readonly inMachine: boolean;
  /** When its retention was seen to be over; null while it runs or a hold stands. */
  readonly retentionOverAt: Instant | null;
  readonly onHold: boolean;
  readonly holds: readonly (Word & { readonly no: number; readonly lifted: Word | null })[];
  readonly quarantined: boolean;
  readonly findings: readonly Finding[];
  readonly wantedForTest: boolean;
  /** `notBy`: user name of who cannot confirm it. */
  readonly disposal: (Word & { readonly method: string; readonly notBy: string }) | null;
  readonly record: readonly (Omit<Word, 'reason'> & {
    readonly what: StorageEntry['what'];
    readonly reason: string | null;
    readonly slot: Slot | null;
    readonly found: ClosedContainer | null;
  })[];
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
}

const nameOf = ({ name, id }: Actor): string => name ?? id;
const wordOf = ({
  by,
  at,
  reason,
}: {
  readonly by: Actor;
  readonly at: Instant;
  readonly reason: string;
}) => ({
  by: nameOf(by),
  at,
  reason,
});
const placeOf = ({ cabinet, slot }: Slot): Slot => ({ cabinet, slot });

/** Retained bottles, by whether they are still kept. */
export const projectStoredBottle: Projection = ({ definition, snapshot, process }) => {
  if (definition !== 'storage' || !snapshot) return [];
  const context = snapshot.context as StorageContext;
  const { order, slot, claim, disposal, findings } = context;
  const doc: StoredBottleView = {
    id: process,
    code: order.code,
    kind: order.kind,
    status: String(snapshot.value),
    slot: slot && placeOf(slot),
    claim: claim && placeOf(claim),
    slotRefusal: context.slotRefusal,
    inMachine: slot?.machine === true,
    ...keepingOf(context),
    retentionOverAt: context.retentionOverAt,
    onHold: standingHolds(context).length > 0,
    holds: context.holds.map((hold) => ({
      no: hold.no,
      ...wordOf(hold),
      lifted: hold.lifted && wordOf(hold.lifted),
    })),
    quarantined: context.quarantined,
    findings: findings.map(({ code, zh, en }) => ({ code, zh, en })),
    wantedForTest: context.wantedForTest,
    disposal: disposal && { ...wordOf(disposal), method: disposal.method, notBy: disposal.by.id },
    record: context.record.map(({ what, by, at, reason, slot: where, found }) => ({
      what,
      by: nameOf(by),
      at,
      reason,
      slot: where && placeOf(where),
      found,
    })),
    startedAt: context.startedAt,
    endedAt: context.endedAt,
  };
  const index = snapshot.status === 'done' ? 'ended' : 'kept';
  return [{ collection: collections.storedBottles, key: process, index, doc }];
};
