import type { BlindCode, Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Finding } from '../../workflows/kernel/finding.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import { later } from '../../workflows/kernel/step.ts';
import type { CarriageContext, Means } from '../../workflows/transport/carriage.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

interface Deed {
  readonly by: string;
  readonly at: Instant;
}

/** A carriage as those see it who take part in it. What seals and masses should be is not told: they are read and weighed. */
export interface CarriageView {
  readonly id: ProcessId;
  readonly status: string;
  readonly codes: readonly BlindCode[];
  readonly from: string;
  readonly to: string;
  readonly means: Means;
  readonly receiver: string | null;
  readonly requested: Deed;
  readonly released: Deed | null;
  readonly taken: (Deed & { readonly carrier: string }) | null;
  /** Its tube takes commands. */
  readonly byMachine: boolean;
  /** Who put it into a carrier of such a tube. */
  readonly loaded: (Deed & { readonly carrier: string }) | null;
  readonly tubeRefusal: Refusal | null;
  /** When the tube brought it to its station. */
  readonly arrivedAt: Instant | null;
  /** When it is, or was, overdue. */
  readonly dueAt: Instant | null;
  readonly missing: (Deed & { readonly reason: string }) | null;
  readonly received: (Deed & { readonly condition: string; readonly missing: readonly BlindCode[] }) | null;
  readonly findings: readonly (Finding & { readonly container: string })[];
  readonly reason: string | null;
  readonly endedAt: Instant | null;
  /** User names of those who take part; for the server only. */
  readonly parties: readonly string[];
}

/** That a container was on a carriage. */
export interface CarriedContainerView {
  readonly carriage: ProcessId;
}

const minute = 60_000;
const deedOf = ({ by, at }: { readonly by: Actor; readonly at: Instant }): Deed => ({
  by: by.name ?? by.id,
  at,
});

/** Carriages of samples, by whether they are under way. */
export const projectCarriage: Projection = ({ definition, snapshot, process }) => {
  if (definition !== 'transport' || !snapshot) return [];
  const context = snapshot.context as CarriageContext;
  const { order, requested, released, taken, missing, received, findings, reason, endedAt } = context;
  const { loaded = null, tubeRefusal = null, arrivedAt = null } = context;
  const doc: CarriageView = {
    id: process,
    status: String(snapshot.value),
    codes: order.containers.map(({ code }) => code),
    from: order.from,
    to: order.to,
    means: order.means,
    receiver: order.receiver,
    requested: deedOf(requested),
    released: released && deedOf(released),
    taken: taken && { ...deedOf(taken), carrier: taken.carrier },
    byMachine: order.commanded ?? false,
    loaded: loaded && { ...deedOf(loaded), carrier: loaded.carrier },
    tubeRefusal,
    arrivedAt,
    dueAt: taken && later(arrivedAt ?? taken.at, order.overdue_min * minute),
    missing: missing && { ...deedOf(missing), reason: missing.reason },
    received: received && { ...deedOf(received), condition: received.condition, missing: received.missing },
    findings: findings.map(({ code, container, zh, en }) => ({ code, container, zh, en })),
    reason,
    endedAt,
    parties: [
      requested.by.id,
      released?.by.id,
      taken?.by.id,
      loaded?.by.id,
      taken?.carrier,
      received?.by.id,
      order.receiver,
    ].filter((party) => typeof party === 'string'),
  };
  const index = snapshot.status === 'done' ? 'ended' : 'open';
  const carried: CarriedContainerView = { carriage: process };
  return [
    { collection: collections.carriages, key: process, index, doc },
    ...doc.codes.map((code) => ({
      collection: collections.carriedContainers,
      key: `${code} ${process}`,
      index: code,
      doc: carried,
    })),
  ];
};
