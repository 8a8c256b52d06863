import { plannedIncrements } from '../../workflows/consignment/cargo.ts';
import type { ConsignmentContext } from '../../workflows/consignment/record.ts';
import type { ConsignmentUnit, UnitConformance } from '../../workflows/consignment/unit.ts';
import type { ViewPut } from '../storage/ports.ts';
import { line } from './logbook-line.ts';
import type { LogbookLine } from './logbook.ts';
import type { Projected } from './projection.ts';

/** The lines of a cargo: that it is open, what was found on site, stages that its units left, how they were sampled. */
export function consignmentLines({ input, process, snapshot }: Projected): readonly ViewPut[] {
  const context = snapshot?.context as ConsignmentContext;
  const { order, cargo, holds, units } = context;
  return [
    line('consignment', process, { id: process, at: context.declaredAt }, snapshot?.status !== 'done'),
    ...holds.map(({ no, finding, remark, by, at, settled }) =>
      line('finding', `${process}/${no}`, {
        at,
        declarationNo: order.declarationNo,
        finding,
        remark,
        by,
        settled: settled !== null,
      }),
    ),
    ...units.flatMap(({ no, reached }) =>
      reached.flatMap(({ stage, at: since }, index) => {
        const next = reached[index + 1];
        // What went on before this entry has its line already.
        if (next?.at !== input.at) return [];
        const doc = { at: next.at, kind: cargo.kind, stage, since, next: next.stage };
        return [line('stage', `${process}/${no}/${index}`, doc)];
      }),
    ),
    ...(input.event.type === 'sampling.finished'
      ? units.flatMap((unit) => samplingLine(context, unit, input.event['unitNo'], input.at))
      : []),
  ];
}

function samplingLine(
  { cargo, processId }: ConsignmentContext,
  unit: ConsignmentUnit,
  no: unknown,
  at: LogbookLine<'sampling'>['at'],
): readonly ViewPut[] {
  const { conformance, label, sampler: sampledBy } = unit;
  if (unit.no !== no || !conformance) return [];
  const doc: LogbookLine<'sampling'> = {
    at,
    kind: cargo.kind,
    unit: sampledBy,
    label,
    planned: plannedIncrements(cargo, unit),
    ...countsOf(conformance),
    required: cargo.kind === 'coal' ? cargo.plan.precision : null,
    validity: conformance.validity,
  };
  return [line('sampling', `${processId}/${unit.no}`, doc)];
}

/** Only coal's standard makes a precision of what was cut; only a controller of oil does not count what it missed. */
function countsOf(
  conformance: UnitConformance,
): Pick<LogbookLine<'sampling'>, 'taken' | 'missed' | 'reached'> {
  if ('grabsTaken' in conformance) return { taken: conformance.grabsTaken, missed: null, reached: null };
  if ('achievedPrecision' in conformance)
    return {
      taken: conformance.incrementsTaken,
      missed: conformance.incrementsMissed,
      reached: conformance.achievedPrecision,
    };
  return { taken: conformance.incrementsTaken, missed: null, reached: null };
}
