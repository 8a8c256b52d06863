import type { TagMap } from '../tag-map/parse.ts';
import type { RingRecord, UnitObservation, UnitSnapshot } from '../unit-driver.ts';
import type { SharedSample } from './shadow-memory.ts';

/** The system that runs the plant names samples its own way; where we know which of ours one is, it is shown under our name. */

type Samples = readonly SharedSample[];

/** Ours for the sample the plant shows now; theirs where it is none of ours. */
const shownName = (samples: Samples, theirs: string): string => samples.findLast((sample) => sample.theirs === theirs)?.ours ?? theirs;

/** A system that uses a name again has its earlier records told apart by their number. */
export const ownerOf = (samples: Samples, { sampleId, idx }: RingRecord): string | null =>
  samples.findLast(({ theirs, fromIdx }) => theirs === sampleId && idx >= fromIdx)?.ours ?? null;

export const recordUnderOurName = (samples: Samples, record: RingRecord): RingRecord => ({
  ...record,
  sampleId: ownerOf(samples, record) ?? record.sampleId,
});

export const observationUnderOurName = (samples: Samples, observation: UnitObservation): UnitObservation =>
  observation.kind === 'state' ? { ...observation, jobSampleId: shownName(samples, observation.jobSampleId) } : observation;

/** The tags that say whose sample is where: the unit's own, and on a line those of infeed and stages. */
const namesSample = ({ jobSampleId }: TagMap, tag: string): boolean => tag === jobSampleId || tag.endsWith('.SampleIdRead');

export function snapshotUnderOurName(map: TagMap, samples: Samples, snapshot: UnitSnapshot): UnitSnapshot {
  const renamed = Object.entries(snapshot.readings).flatMap(([tag, reading]) =>
    namesSample(map, tag) && typeof reading.value === 'string'
      ? [[tag, { ...reading, value: shownName(samples, reading.value) }] as const]
      : [],
  );
  return { ...snapshot, readings: { ...snapshot.readings, ...Object.fromEntries(renamed) } };
}
