import type { EventObject } from 'xstate';
import type { EffectParams } from '../../../workflows/kernel/effects.ts';
import type { Instant, ProcessId, UnitId } from '../../../workflows/kernel/brand.ts';
import { packMl, plantUnitProcess } from '../../../workflows/plant-unit/messages.ts';
import type { EffectExecutor } from '../../engine/effect-runner.ts';
import type { Engine } from '../../engine/engine.ts';

/** A plant for tests that does at once whatever it is told, and tells what a sampler and a preparation line would. */

/** Tonnes that pass at once: more than any unit of a test. */
const wholeShip = 1_000_000;
/** kg of a primary increment at 1000 t/h by the cutter of the demonstration port, and what is kept of it. */
const increment = { mass: 10.42, kept: 2 };
const bottles = [[61, 1.6], [32, 0.95], [21, 0.13], [22, 0.13]] as const; // prettier-ignore
/** What the stages of the line weighed, kg: in, the two parts that went on, and what was rejected or dried off. */
const stages = [
  [10, 10, 0, 0], [10, 1.6, 5, 3.4], [5, 4.8, 0, 0.2], [4.8, 4.8, 0, 0], [4.8, 0.95, 0.26, 3.59], [0.26, 0.26, 0, 0], [0.26, 0.26, 0, 0],
] as const; // prettier-ignore
/** The line is empty: what is loaded is through at once. */
const emptyLine = { 'Infeed.Act.Containers': 0, 'Infeed.Act.Whole': false };

/** What one Start makes a sampler do: so many cuts, `each` t or m³ apart, kg (mL) cut and kg kept of each. */
interface Cutting {
  readonly cuts: number;
  readonly each: number;
  readonly mass: number;
  readonly kept: number;
  readonly totalRestarts: boolean;
}

/** Cuts of a diverter: more than any hold of a test needs. */
const diverterCuts = 150;
/** t that pass a second at the flow of 1000 t/h that this plant tells of every cut. */
const perSecond = 1000 / 3600;
/** kg that a diverter of 30 mm at 0.5 m/s cuts out of 1000 t/h. */
const diverterCut = 1000 * 0.03 / (3.6 * 0.5); // prettier-ignore

function cuttingBy(settings: Readonly<Record<string, number | string>>): Cutting | null {
  const of = (name: string) => Number(settings[name]);
  if ('Set.IncrementsPlanned' in settings) {
    const cuts = of('Set.IncrementsPlanned');
    return { cuts, each: wholeShip / cuts, ...increment, totalRestarts: false };
  }
  if ('Set.CutInterval' in settings) {
    const kept = diverterCut * of('Set.DivideRatio');
    const each = of('Set.CutInterval') * (of('Set.Basis') === 1 ? perSecond : 1);
    return { cuts: diverterCuts, each, mass: diverterCut, kept, totalRestarts: false };
  }
  if ('Set.VolumePerGrab' in settings) {
    const each = of('Set.VolumePerGrab');
    const mass = of('Set.GrabVolume');
    return {
      cuts: Math.floor(of('Set.BatchVolume') / each),
      each,
      mass,
      kept: (mass * oilDensity) / 1e6,
      totalRestarts: true,
    };
  }
  return null;
}

/** kg/m³ */
const oilDensity = 850;

interface Unit {
  state: keyof typeof packMl;
  sampleId: string;
  cuts: number;
  /** kg of the sample. */
  kept: number;
  total: number;
  records: number;
}

const endOf: Readonly<Record<string, Unit['state']>> = {
  reset: 'Idle',
  clear: 'Stopped',
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
    const unit = units.get(id) ?? { state: 'Stopped', sampleId: '', cuts: 0, kept: 0, total: 0, records: 0 };
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
    more: Readonly<Record<string, unknown>> = {},
  ) => {
    unit.records += 1;
    const event = {
      type,
      idx: unit.records,
      no,
      mass,
      flow: 1000,
      total: unit.total,
      kept,
      time: clock(),
      ...more,
    };
    return tell(to, `${id}/record/${unit.records}`, event);
  };

  return {
    'unit.command': async ({ process, effect }) => {
      const { unit: id, command, sampleId, settings, params } = effect.params as EffectParams['unit.command'];
      const unit = unitOf(id);
      const totalBefore = unit.total;
      unit.state = endOf[command] ?? unit.state;
      unit.sampleId = sampleId;
      const cutting = command === 'start' ? cuttingBy(settings) : null;
      if (cutting) {
        if (cutting.totalRestarts) unit.total = 0;
        Object.assign(unit, { cuts: cutting.cuts, kept: cutting.kept * cutting.cuts });
        for (let cut = 1; cut <= cutting.cuts; cut++) {
          unit.total += cutting.each;
          await record(process.id, id, unit, 'record.increment', cut, cutting.mass, cutting.kept);
        }
        await tell(plantUnitProcess(id), `${id}/stream/${unit.records}`, {
          type: 'plant.stream',
          flowing: false,
          total: unit.total,
        } as EventObject);
      }
      if (command === 'load' && params[1] === 1) {
        for (const [type, mass] of bottles)
          await record(process.id, id, unit, 'record.container', type, mass, mass);
        for (const [index, [massIn, first, second, removed]] of stages.entries())
          await record(process.id, id, unit, 'record.stage', index + 1, 0, 0, {
            massIn,
            parts: [first, second],
            removed,
          });
        await record(process.id, id, unit, 'record.through', bottles.length, 10, 0);
      }
      if (command === 'complete')
        await record(process.id, id, unit, 'record.container', 1, unit.kept, unit.kept);
      return { type: 'command.done', command, totalBefore } as EventObject;
    },
    'unit.read': async ({ effect }) => {
      const { unit: id, tags } = effect.params as EffectParams['unit.read'];
      const unit = unitOf(id);
      const values: Readonly<Record<string, number | string | boolean>> = {
        ...emptyLine,
        'Sts.StateCurrent': packMl[unit.state],
        'Cmd.SampleId': unit.sampleId,
        'Act.CutCount': unit.cuts,
        'Act.GrabsConfirmed': unit.cuts,
        'Act.BeltTotal': unit.total,
      };
      return {
        type: 'unit.readings',
        readings: Object.fromEntries(
          tags.map((tag) => [tag, values[tag] ?? (tag.endsWith('.Act.SampleIdRead') ? '' : null)]),
        ),
      } as EventObject;
    },
  };
}
