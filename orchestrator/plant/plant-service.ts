import type { Logger } from 'pino';
import type { RingRecord, UnitDriver, UnitListener, UnitObservation } from '../../plc-adapters/unit-driver.ts';
import type { Instant, UnitId } from '../../workflows/kernel/brand.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import type { RecordEvent } from '../../workflows/plant-unit/messages.ts';
import type { PlantUnitContext } from '../../workflows/plant-unit/machine.ts';
import type { Engine } from '../engine/engine.ts';

export interface PlantServiceDeps {
  readonly engine: Engine;
  readonly drivers: ReadonlyMap<UnitId, UnitDriver>;
  readonly clock: () => Instant;
  readonly log: Logger;
}

const recordTypes = {
  increment: 'record.increment',
  missed: 'record.missed',
  container: 'record.container',
  grab: 'record.increment',
  'missed-grab': 'record.missed',
} as const;

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
    case 'stream':
      return `${unit}/stream/${at}/${observation.flowing}/${observation.total}`;
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
    const { engine, drivers, clock } = this.#deps;
    for (const [unit, driver] of drivers) {
      await engine.start('plant-unit', plantUnitProcess(unit), {
        id: `${unit}/begin`,
        at: clock(),
        actor: { kind: 'system', id: 'plant' },
        event: { type: 'process.start', input: { unit } },
      });
      await driver.start(this.#listener(unit));
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#deps.drivers.values()].map((driver) => driver.stop()));
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
        if (observation.kind === 'link' && observation.live) void this.#compareBoot(unit).then((boot) => boot && tell(boot));
      },
      records: async (records) => {
        const context = (await engine.find(process))?.state?.snapshot.context as PlantUnitContext | undefined;
        // Submitted together they share a commit; each is known by its index, so none is counted twice.
        await Promise.all(records.map((record) => this.#record(unit, record, context)));
      },
    };
  }

  /** A PLC that restarted while no driver watched is told by its counter differing from the journal's. */
  async #compareBoot(unit: UnitId): Promise<UnitObservation | null> {
    const { engine, drivers, clock } = this.#deps;
    const bootCounter = drivers.get(unit)?.snapshot().readings['Sts.BootCounter']?.value;
    const context = (await engine.find(plantUnitProcess(unit)))?.state?.snapshot.context as PlantUnitContext | undefined;
    if (typeof bootCounter !== 'number' || bootCounter === context?.bootCounter) return null;
    return { kind: 'boot', bootCounter, previous: context?.bootCounter ?? bootCounter, at: clock() };
  }

  async #record(unit: UnitId, record: RingRecord, context: PlantUnitContext | undefined): Promise<void> {
    const { engine, clock } = this.#deps;
    const { idx, no, mass, flow, total, kept, time, type, sampleId } = record;
    const event: RecordEvent = { type: recordTypes[type], idx, no, mass, flow, total, kept, time };
    const owner = context?.samples.findLast((sample) => sample.sampleId === sampleId)?.process;
    const input = { id: `${unit}/record/${idx}`, at: clock(), actor: { kind: 'plant' as const, id: unit } };
    const result = owner
      ? await engine.submit(owner, { ...input, event: { ...event } })
      : await engine.submit(plantUnitProcess(unit), { ...input, event: { type: 'record.unattributed', record: { ...event, sampleId } } });
    if (result.status === 'refused') throw new Error(result.refusal.message);
  }
}
