import { ringTag } from '../tag-map/parse.ts';
import type { TagMap } from '../tag-map/parse.ts';
import { slotOf } from '../ring/ring-plan.ts';
import type { Reading } from '../unit-driver.ts';
import type { RecordedLine, Recording } from './format.ts';

/** A value to be shown from a moment on, in the tag map's engineering unit. */
export interface ReplayValue {
  readonly value: Reading['value'];
  readonly quality: Reading['quality'];
}

/** What changes at one moment: to be shown in this order. */
export interface ReplayStep {
  /** Since the beginning of the recording. */
  readonly ms: number;
  readonly values: ReadonlyMap<string, ReplayValue>;
}

const good = (value: Reading['value']): ReplayValue => ({ value, quality: 'good' });

/**
 * What a replay shows, in order of time. Pure. WriteIdx follows the records rather than its own recorded values, since the recorder knew of
 * a record a little later than of its number: a slot is filled before it counts. Lost records are lost again: their slots
 * show a later number.
 *
 * @param round how often the recording was replayed before: numbers of the ring go on from round to round, as on a PLC.
 */
export function replaySteps({ tagMap, lines }: Recording, round: number): readonly ReplayStep[] {
  const { ring } = tagMap;
  const numbers = lines.flatMap(numbersIn);
  const first = Math.min(...numbers);
  const perRound = numbers.length === 0 ? 0 : Math.max(...numbers) - first + 1;
  const shift = round * perRound;
  const writeIdx = (idx: number) => [ring.writeIdx, good(idx)] as const;
  const begin: ReplayStep[] = numbers.length === 0 ? [] : [{ ms: 0, values: new Map([writeIdx(first - 1 + shift)]) }];
  const steps = lines.flatMap((line): readonly ReplayStep[] => {
    if ('tag' in line) {
      if (numbers.length > 0 && line.tag === ring.writeIdx) return [];
      return [{ ms: line.ms, values: new Map([[line.tag, { value: line.value, quality: line.quality }]]) }];
    }
    if ('records' in line) {
      const last = line.records.at(-1)?.idx ?? 0;
      const slots = line.records.flatMap((record) => recordValues(tagMap, { ...record, idx: record.idx + shift }));
      return [{ ms: line.ms, values: new Map([...slots, writeIdx(last + shift)]) }];
    }
    if ('gap' in line) {
      const { from, to } = line.gap;
      const lost = Array.from({ length: Math.min(ring.size, to - from + 1) }, (_, back) => to - back + shift);
      const slots = lost.map((idx) => [idxTag(tagMap, idx), good(idx + ring.size)] as const);
      return [{ ms: line.ms, values: new Map([...slots, writeIdx(to + shift)]) }];
    }
    return [];
  });
  return [...begin, ...steps];
}

type RecordedRecord = Extract<RecordedLine, { records: unknown }>['records'][number];

function numbersIn(line: RecordedLine): readonly number[] {
  if ('records' in line) return line.records.map(({ idx }) => idx);
  return 'gap' in line ? [line.gap.from, line.gap.to] : [];
}

const idxTag = (map: TagMap, idx: number): string => ringTag(map, slotOf(idx, map.ring.size), 'Idx');

function recordValues(map: TagMap, record: RecordedRecord): readonly (readonly [string, ReplayValue])[] {
  const slot = slotOf(record.idx, map.ring.size);
  // A type that the map does not name any more is shown as a number that none has.
  const type = Object.keys(map.ring.types).find((number) => map.ring.types[number] === record.type) ?? '0';
  const fields: Readonly<Record<string, Reading['value']>> = {
    Time: record.time,
    Type: Number(type),
    SampleId: record.sampleId,
    No: record.no,
    V1: record.mass,
    V2: record.flow,
    V3: record.total,
    V4: record.kept,
    // Last, as a PLC's program does it: until then the slot is another record's.
    Idx: record.idx,
  };
  return Object.entries(fields).map(([field, value]) => [ringTag(map, slot, field), good(value)] as const);
}
