import { turnaround } from '../../workflows/scheduling/turnaround.ts';
import type { StageTurnaround } from '../../workflows/scheduling/turnaround.ts';
import type { LogbookLine } from '../views/logbook.ts';

/** Turnaround by stage: its quantiles are those of all stays that the lines tell, not of sums of days. */
export const turnaroundOf = (lines: readonly LogbookLine<'stage'>[]): readonly StageTurnaround[] =>
  turnaround(
    lines.map(({ stage, since, next, at }) => ({
      reached: [
        { stage, at: since },
        { stage: next, at },
      ],
    })),
  );
