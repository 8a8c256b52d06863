import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { RingRecord, UnitDriver, UnitListener, UnitObservation } from '../../plc-adapters/unit-driver.ts';
import type { Instant, UnitId } from '../../workflows/kernel/brand.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import type { RingEvent } from '../../workflows/plant-unit/messages.ts';
import type { PlantUnitContext } from '../../workflows/plant-unit/machine.ts';
import type { UnitRules } from '../../workflows/scheduling/cleaning.ts';
import { defaultTurnRules } from '../../workflows/scheduling/turn.ts';
import type { Engine } from '../engine/engine.ts';

export interface PlantServiceDeps {
  readonly engine: Engine;
  readonly drivers: ReadonlyMap<UnitId, UnitDriver>;
  readonly clock: () => Instant;
  readonly log: Logger;
  /** What a unit is shared by; absent: the default rules. */
  readonly rulesOf?: (unit: UnitId) => UnitRules;
}

const recordTypes = {
  increment: 'record.increment',
  missed: 'record.missed',
  container: 'record.container',
  grab: 'record.increment',
  'missed-grab': 'record.missed',
} as const;

/** A record of the ring as its sample's process is told it. */
function ringEvent({ idx, no, mass, flow, total, kept, time, type }: RingRecord): RingEvent {
  if (type === 'stage') return { type: 'record.stage', idx, no, massIn: mass, parts: [flow, total], removed: kept, time };
  if (type === 'through') return { type: 'record.through', idx, no, mass, time };
  return { type: recordTypes[type], idx, no, mass, flow, total, kept, time };
}

/** The same observation has the same id, so telling it again changes nothing. */
function observationId(unit: UnitId, observation: UnitObservation): string {
  const { kind, at } = observation;
  switch (kind) {
    case 'link':
      return `${unit}/link/${at}/${observation.live}`;
    case 'boot':
      return `${unit}/boot/${observation.bootCounter}`;
    case 'state':
      return `${unit}/state/${at}/${observation.state}/${observation.mode}/${observation.faultCode}`;
    case 'program':
      return `${unit}/program/${at}/${observation.crc}`;
    case 'clock':
      return `${unit}/clock/${at}/${observation.driftSeconds}`;
    case 'stream':
      return `${unit}/stream/${at}/${observation.flowing}/${observation.total}`;
    case 'certificate':
      // Told at every connection: the same day it is the same entry.
      return `${unit}/certificate/${observation.whose}/${observation.validTo}/${observation.daysLeft}`;
    case 'gap':
      return `${unit}/gap/${observation.from}-${observation.to}`;
  }
}

/** Brings what the plant tells into the journal: observations to the unit's process, ring records to the sample's. */
export class PlantService {
  readonly #deps: PlantServiceDeps;

  constructor(deps: PlantServiceDeps) {
    this.#deps = deps;
  }

  async start(): Promise<void> {
    const { engine, drivers, clock, rulesOf = () => defaultTurnRules } = this.#deps;
    for (const [unit, driver] of drivers) {
      const capacity = driver.capacity ?? 1;
      const rules = rulesOf(unit);
      await engine.start('plant-unit', plantUnitProcess(unit), {
        id: `${unit}/begin`,
        at: clock(),
        actor: { kind: 'system', id: 'plant' },
        event: { type: 'process.start', input: { unit, capacity, rules } },
      });
      await this.#tellSettings(unit, capacity, rules);
      await driver.start(this.#listener(unit));
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#deps.drivers.values()].map((driver) => driver.stop()));
  }

  /** Facts of the tag map and of the site file, which may say otherwise than at the first start. */
  async #tellSettings(unit: UnitId, capacity: number, rules: UnitRules): Promise<void> {
    const { engine, clock } = this.#deps;
    const process = plantUnitProcess(unit);
    const context = (await engine.find(process))?.state?.snapshot.context as PlantUnitContext | undefined;
    const tell = (what: string, event: { readonly type: string }) =>
      engine.submit(process, { id: `${unit}/${what}/${clock()}`, at: clock(), actor: { kind: 'system', id: 'plant' }, event: { ...event } });
    if (context?.capacity !== capacity) await tell('capacity', { type: 'unit.capacity', capacity } as { type: string });
    if (!isDeepStrictEqual(context?.rules, rules)) await tell('rules', { type: 'unit.rules', rules } as { type: string });
  }

  #listener(unit: UnitId): UnitListener {
    const { engine, clock, log } = this.#deps;
    const process = plantUnitProcess(unit);
    const actor = { kind: 'plant' as const, id: unit };
    const tell = (observation: UnitObservation) => {
      const { kind, at: _at, ...rest } = observation;
      const event = { type: `plant.${kind}`, ...rest };
      engine.submit(process, { id: observationId(unit, observation), at: clock(), actor, event }).catch((error: Error) => {
        log.warn({ unit, kind, err: error }, 'an observation was not recorded; the plant is read again');
      });
    };
    return {
      observed: (observation) => {
        tell(observation);
        if (observation.kind === 'link' && observation.live) void this.#compare(unit).then((changes) => changes.forEach(tell));
      },
      records: async (records) => {
        const context = (await engine.find(process))?.state?.snapshot.context as PlantUnitContext | undefined;
        // Submitted together they share a commit; each is known by its index, so none is counted twice.
        await Promise.all(records.map((record) => this.#record(unit, record, context)));
      },
    };
  }

  /** A PLC that restarted, or got another program, while no driver watched: told by what it shows differing from the journal. */
  async #compare(unit: UnitId): Promise<readonly UnitObservation[]> {
    const { engine, drivers, clock } = this.#deps;
    const readings = drivers.get(unit)?.snapshot().readings;
    const bootCounter = readings?.['Sts.BootCounter']?.value;
    const crc = readings?.['Sts.RecipeCrc']?.value;
    const context = (await engine.find(plantUnitProcess(unit)))?.state?.snapshot.context as PlantUnitContext | undefined;
    const at = clock();
    const changes: UnitObservation[] = [];
    if (typeof bootCounter === 'number' && bootCounter !== context?.bootCounter) {
      changes.push({ kind: 'boot', bootCounter, previous: context?.bootCounter ?? bootCounter, at });
    }
    if (typeof crc === 'number' && crc !== context?.recipeCrc) changes.push({ kind: 'program', crc, previous: context?.recipeCrc ?? crc, at });
    return changes;
  }

  async #record(unit: UnitId, record: RingRecord, context: PlantUnitContext | undefined): Promise<void> {
    const { engine, clock } = this.#deps;
    const { idx, sampleId } = record;
    const event = ringEvent(record);
    const owner = context?.samples.findLast((sample) => sample.sampleId === sampleId)?.process;
    const input = { id: `${unit}/record/${idx}`, at: clock(), actor: { kind: 'plant' as const, id: unit } };
    const result = owner
      ? await engine.submit(owner, { ...input, event: { ...event } })
      : await engine.submit(plantUnitProcess(unit), { ...input, event: { type: 'record.unattributed', record: { ...event, sampleId } } });
    if (result.status === 'refused') throw new Error(result.refusal.message);
  }
}
