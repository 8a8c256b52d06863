import type { Reading, UnitSnapshot } from '../../../plc-adapters/unit-driver.ts';

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
 * `SampleIdRead`, `JobSampleId`, `LotId`, `BarcodeRead`, `SlotBarcode[3]`, `CarrierIdRead`, `LabelText`, `Evt.Rec[0].SampleId`.
 */
const identifying = /(SampleId|LotId|JobId|Barcode|CarrierId|LabelText)/i;

/** A unit's readings with age and staleness at `now`, without tags that identify a sample. */
export function unitReadings({ unit, readAt, live, reason, readings }: UnitSnapshot, now: Date) {
  const shown = Object.entries(readings)
    .filter(([tag]) => !identifying.test(tag))
    .map(([tag, reading]) => [tag, shownReading(reading, live, now)] as const);
  return { unit, readAt, live, reason, readings: Object.fromEntries(shown) };
}

function shownReading({ value, quality, sourceTime }: Reading, live: boolean, now: Date): ShownReading {
  const age = sourceTime === null ? null : Math.max(0, (now.getTime() - Date.parse(sourceTime)) / 1000);
  const current = live && quality !== 'bad';
  return { value: current ? value : null, lastKnown: value, quality, stale: !live, sourceTime, age };
}
