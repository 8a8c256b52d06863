import type { PlantBench } from '../../plc-adapters/simulator/plant-bench.ts';
import type { PlantEvent } from '../../plc-adapters/simulator/log.ts';
import { TRANSITIONS, type StateName } from '../../plc-adapters/simulator/plc/packml.ts';

/** How far sums of single-precision masses may be apart, kg. */
const ROUNDING = 1e-3;
const CUTS = ['increment', 'missed', 'grab', 'missed-grab'];
const RECORDS = [...CUTS, 'container', 'stage', 'through'];

type Move = `${StateName} → ${StateName}`;

/** A fault also holds a unit that is about to run. */
const HELD_BY_FAULT: readonly StateName[] = ['Starting', 'Suspending', 'Unsuspending', 'Unholding'];

/** Every step a PackML unit may make: into a transitional state, and from it to the stable one. */
const LEGAL: ReadonlySet<Move> = new Set([
  ...HELD_BY_FAULT.map((state): Move => `${state} → Holding`),
  ...Object.values(TRANSITIONS).flatMap(({ from, through, to }): Move[] => [
    ...from.map((state): Move => `${state} → ${through}`),
    `${through} → ${to}`,
  ]),
]);

/** What a unit's log says that cannot be so: empty when all is well. */
export function contradictions(bench: PlantBench, unit: string): readonly string[] {
  const events = bench.log.lines.map(({ event }) => event).filter((event) => event.unit === unit);
  return [
    ...recordContradictions(events),
    ...massContradictions(events),
    ...stateContradictions(events),
    ...commandContradictions(events),
  ];
}

function recordContradictions(events: readonly PlantEvent[]): string[] {
  const records = events.filter(({ event }) => RECORDS.includes(event));
  const wrongIndex = records
    .filter(({ idx }, i) => idx !== i + 1)
    .map(({ idx }) => `record ${idx} is out of order`);
  const cuts = records.filter(({ event }) => CUTS.includes(event));
  // Cuts go by amount: one planned cut is one reading of the total.
  const places = cuts.map(({ sampleId, total }) => `${sampleId} at ${total}`);
  const twice = places
    .filter((place, i) => places.indexOf(place) !== i)
    .map((place) => `${place} is recorded twice`);
  const numbers = new Map<string, number>();
  const wrongNumber = cuts.flatMap(({ event, sampleId, no }) => {
    const key = `${event} of ${sampleId}`;
    const expected = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, expected);
    return no === expected ? [] : [`${key} has number ${no} instead of ${expected}`];
  });
  return [...wrongIndex, ...twice, ...wrongNumber];
}

function massContradictions(events: readonly PlantEvent[]): string[] {
  const wrong: string[] = [];
  const kept = new Map<string, number>();
  const sealed = new Map<string, number>();
  const add = (sums: Map<string, number>, sampleId: string, mass: number): void =>
    void sums.set(sampleId, (sums.get(sampleId) ?? 0) + mass);
  for (const event of events) {
    const [mass, part, sampleId] = [Number(event['mass']), Number(event['kept']), String(event['sampleId'])];
    if (event.event === 'increment' || event.event === 'grab') {
      // A grab's mass is in mL, and no oil of the port is heavier than water.
      const takenKg = event.event === 'grab' ? mass * 1e-3 : mass;
      if (!(mass > 0) || !(part >= 0) || part > takenKg) wrong.push(`${sampleId} kept ${part} of ${mass}`);
      add(kept, sampleId, part);
    }
    if (event.event === 'container') add(sealed, sampleId, mass);
  }
  for (const [sampleId, sum] of kept)
    if (Math.abs(sum - (sealed.get(sampleId) ?? 0)) > ROUNDING)
      wrong.push(`${sampleId}: ${sum} kg kept, ${sealed.get(sampleId) ?? 0} kg in its containers`);
  return wrong;
}

function stateContradictions(events: readonly PlantEvent[]): string[] {
  let state = 'Stopped';
  const wrong: string[] = [];
  for (const event of events) {
    if (event.event === 'boot') state = 'Stopped';
    if (event.event !== 'state') continue;
    const move = `${String(event['from'])} → ${String(event['state'])}`;
    if (event['from'] !== state) wrong.push(`${move} although it was ${state}`);
    if (!LEGAL.has(move as Move)) wrong.push(`${move} is no transition`);
    state = String(event['state']);
  }
  return wrong;
}

function commandContradictions(events: readonly PlantEvent[]): string[] {
  const accepted = events.filter(({ event }) => event === 'command').map(({ seq }) => Number(seq));
  const done = events.filter(({ event }) => event === 'done').map(({ seq }) => Number(seq));
  const repeated = (seqs: readonly number[]): number[] => seqs.filter((seq, i) => seqs.indexOf(seq) !== i);
  return [
    ...repeated(accepted).map((seq) => `command ${seq} was executed twice`),
    ...repeated(done).map((seq) => `command ${seq} was done twice`),
    ...done
      .filter((seq) => !accepted.includes(seq))
      .map((seq) => `command ${seq} was done and never accepted`),
  ];
}
