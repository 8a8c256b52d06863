import { finishedFields } from './run.ts';
import type { SamplerRunContext, SamplingFinished } from './run.ts';
import { spreadUntil } from './spread.ts';

/** What the parent is told; what passed after the last cut counts. */
export const finishedRun = (context: SamplerRunContext): SamplingFinished => {
  const ended = { ...context, spread: spreadUntil(context, context.total) };
  const told = Object.fromEntries(finishedFields.map((field) => [field, ended[field]])) as Omit<
    SamplingFinished,
    'type' | 'unitNo'
  >;
  return { type: 'sampling.finished', unitNo: context.order.unitNo, ...told };
};
