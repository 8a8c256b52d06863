import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { ConsignmentEvent } from './events.ts';
import type { ConsignmentContext } from './record.ts';
import { unknownUnit } from './resampling.ts';
import type { ConsignmentUnit } from './unit.ts';

type Split = Extract<Stamped<ConsignmentEvent>, { readonly type: 'split.declared' }>;
type EndAsked = Extract<Stamped<ConsignmentEvent>, { readonly type: 'inspection.ended' }>;

/** Part of the cargo goes on to another port: its units are not inspected here. */
export function split(
  context: ConsignmentContext,
  { unitNos, port, reason, by, at }: Split,
): Partial<ConsignmentContext> {
  return {
    split: { unitNos, port, reason, by: by.name ?? by.id, at },
    units: context.units.map((unit) =>
      unitNos.includes(unit.no) ? { ...unit, stage: 'elsewhere' as const } : unit,
    ),
  };
}

export function refuseSplit(
  { units, split: before }: ConsignmentContext,
  { unitNos }: Split,
): Refusal | undefined {
  if (before) {
    return {
      code: 'SPLIT_ALREADY',
      message: `The cargo was split already: part of it goes to ${before.port}.`,
      remedy: 'End this inspection and declare the cargo again if that changed.',
    };
  }
  const planned = units.filter(({ stage }) => stage === 'planned');
  const other = unitNos.find((no) => !planned.some((unit) => unit.no === no));
  if (other !== undefined) return { ...unknownUnit(other, planned), field: 'unitNos' };
  return unitNos.length === units.length
    ? {
        code: 'NOTHING_LEFT',
        field: 'unitNos',
        message: 'Nothing of the cargo would be inspected here.',
        remedy: 'End the inspection instead.',
      }
    : undefined;
}

export const end = ({ kind, reason, by, at }: EndAsked): Partial<ConsignmentContext> => ({
  ended: { kind, reason, by: by.name ?? by.id, at },
});

const underWay: readonly ConsignmentUnit['stage'][] = ['setting-up', 'sampling', 'preparing'];

/** Units that the plant or people still work on. */
export const unitsUnderWay = ({ units }: ConsignmentContext): readonly ConsignmentUnit[] =>
  units.filter(({ stage }) => underWay.includes(stage));
