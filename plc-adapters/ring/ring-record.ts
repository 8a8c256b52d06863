import { instant } from '../../workflows/kernel/brand.ts';
import { ringTag } from '../tag-map/parse.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { Reading, RingRecord } from '../unit-driver.ts';
import { slotOf } from './ring-plan.ts';

/** Fields of a record in the order of `recordTags`. Idx first: `judgeRecord` relies on it. */
const fields = ['Idx', 'Time', 'Type', 'SampleId', 'No', 'V1', 'V2', 'V3', 'V4'] as const;

export const recordTags = (map: TagMap, idx: number): readonly string[] =>
  fields.map((field) => ringTag(map, slotOf(idx, map.ring.size), field));

/** The values of a record's fields, or null when one of them is not good. */
export function recordValues(
  map: TagMap,
  idx: number,
  readings: ReadonlyMap<string, Reading>,
): readonly Reading['value'][] | null {
  const values: Reading['value'][] = [];
  for (const tag of recordTags(map, idx)) {
    const reading = readings.get(tag);
    if (reading?.quality !== 'good') return null;
    values.push(reading.value);
  }
  return values;
}

/** Null when the type is not in the tag map or a field is not of its kind: such a record cannot be used. */
export function toRecord(map: TagMap, values: readonly Reading['value'][]): RingRecord | null {
  const [idx, time, typeNumber, sampleId, no, mass, flow, total, kept] = values;
  const type = map.ring.types[String(typeNumber)];
  if (!type || typeof time !== 'string' || typeof sampleId !== 'string') return null;
  if (![idx, no, mass, flow, total, kept].every((value) => typeof value === 'number')) return null;
  return {
    idx: Number(idx),
    time: instant(time),
    type,
    sampleId,
    no: Number(no),
    mass: Number(mass),
    flow: Number(flow),
    total: Number(total),
    kept: Number(kept),
  };
}
