import { setTimeout as sleep } from 'node:timers/promises';
import type { Crew } from '../../orchestrator/demo/crew.ts';
import { demonstrationShip } from '../../orchestrator/demo/ship.ts';
import type { ConsignmentView, ContainerView } from '../../orchestrator/views/model.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';

/** Two sampling units of 5000 t: long enough for thirty kills, short enough for a test. */
const ship = { ...demonstrationShip, declaredMass: decimalString('10000') };
export const parcelTonnes = '5000';
const consignment = `/api/v1/consignments/${encodeURIComponent(`consignment/${ship.declarationNo}.${ship.goodsItem}`)}`;
/** A plant that hears nothing for 10 s holds by itself, which would be another run; here it is to wait out a row of kills, s. */
export const patientWatchdog = 120;
/** A run of three minutes on a machine of its own takes many times that beside other tests. ms */
export const runLimit = 25 * 60_000;
/** How long a server may take to reach the plant on a busy machine, ms. */
const reachLimit = 20_000;

export interface ShipSeen {
  readonly certificate: Certificate;
  /** A line a container, sorted. */
  readonly lineage: readonly string[];
  /** How often it was disturbed. */
  readonly disturbances: number;
}

/** Declares the ship and waits for customs' decision on it; meanwhile `disturb` may do what it likes until `over`. */
export async function seeShipThrough(
  crew: Crew,
  disturb: (over: () => boolean) => Promise<number>,
  limit = runLimit,
): Promise<ShipSeen> {
  let over = false;
  let disturbing: Promise<number> = Promise.resolve(0);
  try {
    await crew.as('officer').post('/api/v1/consignments', ship);
    crew.start();
    disturbing = disturb(() => over);
    const giveUp = Date.now() + limit;
    const officer = crew.as('officer');
    while (!over) {
      if (Date.now() > giveUp) throw new Error('the run did not end');
      await sleep(500);
      over = (await officer.get<ConsignmentView>(consignment).catch(() => null))?.status === 'closed';
    }
    const disturbances = await disturbing;
    const { certificateId } = await officer.get<ConsignmentView>(consignment);
    const { bytes } = await officer.bytes(
      `/api/v1/certificates/${encodeURIComponent(certificateId ?? '')}/json`,
      'application/json',
    );
    const { items } = await crew
      .as('custodian1')
      .get<{ items: readonly ContainerView[] }>(`${consignment}/lineage`);
    return {
      certificate: JSON.parse(bytes.toString('utf8')) as Certificate,
      lineage: items
        .map(({ code, parent, kind, mass, seal }) => [code, parent, kind, mass, seal].join(' '))
        .sort(),
      disturbances,
    };
  } finally {
    over = true;
    await disturbing.catch(() => 0);
    await crew.stop();
  }
}

/** Waits until the server sees every unit live, or for a while. */
export async function reachedPlant(crew: Crew): Promise<void> {
  const live = async () => {
    const { items } = await crew.as('sampler').get<{ items: readonly { live: boolean }[] }>('/api/v1/units');
    return items.every((unit) => unit.live);
  };
  for (const giveUp = Date.now() + reachLimit; Date.now() < giveUp && !(await live().catch(() => false));)
    await sleep(50);
}

/** A small repeatable generator for the moments of what disturbs. */
export function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
