import type { EventObject } from 'xstate';
import type { EffectParams } from '../../../workflows/kernel/effects.ts';
import type { Instant, ProcessId, UnitId } from '../../../workflows/kernel/brand.ts';
import { packMl, plantUnitProcess } from '../../../workflows/plant-unit/messages.ts';
import type { EffectExecutor } from '../../engine/effect-runner.ts';
import type { Engine } from '../../engine/engine.ts';

/** A plant for tests that does at once whatever it is told, and tells what a sampler and a preparation line would. */

/** Tonnes that pass at once: more than any unit of a test. */
const wholeShip = 1_000_000;
/** kg of a primary increment, and what is kept of it. */
const increment = { mass: 30, kept: 2 };
const bottles = [[61, 1.6], [32, 0.95], [21, 0.13], [22, 0.13]] as const; // prettier-ignore
/** What the stages of the line weighed, kg. */
const stageMasses: Readonly<Record<string, number>> = {
  'Crusher6.Act.MassIn': 10, 'Crusher6.Act.MassOut': 10,
  'Divider6.Act.MassIn': 10, 'Divider6.Act.SubMass[1]': 1.6, 'Divider6.Act.SubMass[2]': 5, 'Divider6.Act.RejectMass': 3.4,
  'Dryer.Act.MassIn': 5, 'Dryer.Act.MassOut': 4.8, 'Dryer.Act.MassLoss': 0.2,
  'Crusher3.Act.MassIn': 4.8, 'Crusher3.Act.MassOut': 4.8,
  'Divider3.Act.MassIn': 4.8, 'Divider3.Act.SubMass[1]': 0.95, 'Divider3.Act.SubMass[2]': 0.26, 'Divider3.Act.RejectMass': 3.59,
  'Pulveriser.Act.MassIn': 0.26, 'Pulveriser.Act.MassOut': 0.26,
}; // prettier-ignore

interface Unit {
  state: keyof typeof packMl;
  sampleId: string;
  cuts: number;
  total: number;
  records: number;
}

const endOf: Readonly<Record<string, Unit['state']>> = {
  reset: 'Idle',
  clear: 'Stopped',
  load: 'Idle',
  start: 'Execute',
  complete: 'Completed',
  hold: 'Held',
  unhold: 'Execute',
  abort: 'Aborted',
};

export function obedientPlant(
  engine: Engine,
  clock: () => Instant,
): Record<'unit.command' | 'unit.read', EffectExecutor> {
  const units = new Map<UnitId, Unit>();
  const unitOf = (id: UnitId): Unit => {
    const unit = units.get(id) ?? { state: 'Stopped', sampleId: '', cuts: 0, total: 0, records: 0 };
    units.set(id, unit);
    return unit;
  };
  const tell = (to: ProcessId, id: string, event: EventObject) =>
    engine.submit(to, { id, at: clock(), actor: { kind: 'plant', id: 'plant' }, event: { ...event } });
  const record = (
    to: ProcessId,
    id: UnitId,
    unit: Unit,
    type: string,
    no: number,
    mass: number,
    kept: number,
  ) => {
    unit.records += 1;
    const event = { type, idx: unit.records, no, mass, flow: 1000, total: unit.total, kept, time: clock() };
    return tell(to, `${id}/record/${unit.records}`, event);
  };

  return {
    'unit.command': async ({ process, effect }) => {
      const {
        unit: id,
        command,
        sampleId,
        settings,
      } = effect.params as EffectParams['unit.command'];
      const unit = unitOf(id);
      const totalBefore = unit.total;
      unit.state = endOf[command] ?? unit.state;
      unit.sampleId = sampleId;
      const planned = settings['Set.IncrementsPlanned'];
      if (command === 'start' && typeof planned === 'number') {
        unit.cuts = planned;
        unit.total += wholeShip;
        for (let cut = 1; cut <= planned; cut++)
          await record(process.id, id, unit, 'record.increment', cut, increment.mass, increment.kept);
        await tell(plantUnitProcess(id), `${id}/stream/${unit.records}`, {
          type: 'plant.stream',
          flowing: false,
          total: unit.total,
        } as EventObject);
      }
      if (command === 'start' && planned === undefined) {
        for (const [type, mass] of bottles)
          await record(process.id, id, unit, 'record.container', type, mass, mass);
        unit.state = 'Completed';
      }
      if (command === 'complete')
        await record(
          process.id,
          id,
          unit,
          'record.container',
          1,
          unit.cuts * increment.kept,
          unit.cuts * increment.kept,
        );
      return { type: 'command.done', command, totalBefore } as EventObject;
    },
    'unit.read': async ({ effect }) => {
      const { unit: id, tags } = effect.params as EffectParams['unit.read'];
      const unit = unitOf(id);
      const values: Readonly<Record<string, number | string>> = {
        ...stageMasses,
        'Sts.StateCurrent': packMl[unit.state],
        'Cmd.SampleId': unit.sampleId,
        'Act.CutCount': unit.cuts,
        'Act.BeltTotal': unit.total,
      };
      return {
        type: 'unit.readings',
        readings: Object.fromEntries(tags.map((tag) => [tag, values[tag] ?? null])),
      } as EventObject;
    },
  };
}
