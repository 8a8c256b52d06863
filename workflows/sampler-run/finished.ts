import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimalString } from '../kernel/decimal.ts';
import { finishedFields } from './run.ts';
import type { SamplerRunContext, SamplingFinished } from './run.ts';
import { spreadUntil } from './spread.ts';

/** Decimals of what a meter counted: below a litre or a kilogram there is only noise. */
const meterDecimals = 3;

/** What the parent is told; what passed after the last cut counts. */
export const finishedRun = (context: SamplerRunContext): SamplingFinished => {
  const ended = { ...context, spread: spreadUntil(context, context.total) };
  const told = Object.fromEntries(finishedFields.map((field) => [field, ended[field]])) as Omit<
    SamplingFinished,
    'type' | 'unitNo' | 'passed'
  >;
  return {
    type: 'sampling.finished',
    unitNo: context.order.unitNo,
    passed: passedOf(context),
    ...told,
  };
};

const passedOf = ({ total, totalAtStart }: SamplerRunContext): DecimalString | null =>
  total === null || totalAtStart === null
    ? null
    : toDecimalString(new Decimal(total).minus(totalAtStart).toDecimalPlaces(meterDecimals));
