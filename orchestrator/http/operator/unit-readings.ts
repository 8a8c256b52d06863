import type { Reading } from '../../../plc-adapters/unit-driver.ts';
import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import type { UnitOverview, WaitingRun } from '../../services/contract.ts';

/** A reading as a screen may show it. */
export interface ShownReading {
  /** null when stale or bad: what is not current is not a value. */
  readonly value: Reading['value'];
  readonly lastKnown: Reading['value'];
  readonly quality: Reading['quality'];
  readonly stale: boolean;
  readonly sourceTime: string | null;
  /** s since `sourceTime`, never negative (the PLC's clock may run ahead of ours). */
  readonly age: number | null;
}

/**
 * Tags that carry a blind code: one stage would read another's off the screen. Runs show each person the own code.
 * `SampleIdRead`, `JobSampleId`, `LotId`, `Job.LastTaskId`, `BarcodeRead`, `SlotBarcode[3]`, `CarrierIdRead`, `LabelText`,
 * `Evt.Rec[0].SampleId`.
 */
export const identifying = /(SampleId|LotId|JobId|TaskId|Barcode|CarrierId|LabelText)/i;

/**
 * A unit's readings with age and staleness at `now`, without tags that identify a sample, the terms of its subscription, and who works
 * with it. A run is named after its code: `sees` tells whose name may be shown.
 */
export function unitReadings(overview: UnitOverview, now: Date, sees: (run: ProcessId) => boolean) {
  const { unit, readAt, live, reason, shadow = false, readings, subscription = null, holders, waiting } = overview;
  const shown = Object.entries(readings)
    .filter(([tag]) => !identifying.test(tag))
    .map(([tag, reading]) => [tag, shownReading(reading, live, now)] as const);
  const runs = (processes: readonly ProcessId[]) => processes.map((run) => shownRun(run, sees(run)));
  return {
    unit, readAt, live, reason, shadow, subscription,
    holders: runs(holders),
    waiting: shownQueue(waiting, sees),
    readings: Object.fromEntries(shown),
  }; // prettier-ignore
}

/** A run by its definition, and by its name to those who may see it. */
export const shownRun = (run: ProcessId, seen: boolean) => ({
  definition: run.slice(0, run.indexOf('/')),
  run: seen ? run : null,
});

/** Those who wait, given in the order of their turns. When a run is due is told with its name only. */
export const shownQueue = (waiting: readonly WaitingRun[], sees: (run: ProcessId) => boolean) =>
  waiting.map(({ process, dueAt, ...place }, index) => ({
    ...shownRun(process, sees(process)),
    ...place,
    dueAt: sees(process) ? dueAt : null,
    position: index + 1,
  }));

function shownReading({ value, quality, sourceTime }: Reading, live: boolean, now: Date): ShownReading {
  const age = sourceTime === null ? null : Math.max(0, (now.getTime() - Date.parse(sourceTime)) / 1000);
  const current = live && quality !== 'bad';
  return { value: current ? value : null, lastKnown: value, quality, stale: !live, sourceTime, age };
}
