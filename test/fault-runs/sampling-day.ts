import { BenchPort } from '../support/bench-port/bench-port.ts';
import type { BenchPortOptions } from '../support/bench-port/bench-port.ts';
import { JournaledEvents, massContradictions, recordContradictions } from '../support/bench-port/truth.ts';
import type { FaultRow } from './expectation.ts';

/** A port whose sampler has cut three of 30 increments, in 18 s, of which ten are enough; nothing is left to acknowledge. */
export async function cutting(options: BenchPortOptions): Promise<BenchPort> {
  const port = await BenchPort.open({ watchdogMs: 8000, ...options });
  await port.until('three increments', () => (port.run?.taken ?? 0) >= 3);
  await port.acknowledgeAll();
  return port;
}

/** The run goes to its end by itself. */
export async function finish(port: BenchPort): Promise<void> {
  await port.until('the run is over', () => port.run?.isOver ?? false);
  // What the parent makes of it.
  await port.pass(0.5);
  expect(port.run?.state).toBe('finished');
}

export async function resume(port: BenchPort): Promise<void> {
  expect(await port.ask('resume')).toMatchObject({ status: 'accepted' });
  await port.until('the run goes on', () => port.run?.state === 'sampling');
  expect(port.run?.reason).toBeNull();
}

/** What the run and its parent have of the sample is what the plant did: each record once, each command once, nothing lost. */
export async function sampleIsThePlants(port: BenchPort): Promise<{ readonly missed: number }> {
  const events = new JournaledEvents(port);
  const [taken, missed, containers] = [
    events.records('taken'),
    events.records('missed'),
    events.records('container'),
  ];
  expect(taken.journal).toEqual(taken.plant);
  expect(missed.journal).toEqual(missed.plant);
  expect(containers.journal).toEqual(containers.plant);
  const counts = { taken: taken.plant.length, missed: missed.plant.length };
  expect(port.run).toMatchObject(counts);
  expect(port.finished).toMatchObject(counts);
  expect(events.wronglyExecuted()).toEqual([]);
  expect(massContradictions(port)).toEqual([]);
  expect(await recordContradictions(port)).toEqual([]);
  return { missed: missed.plant.length };
}

/** The doubts the run has, and what conformance makes of them where there is a consignment. */
export function sampleIsJudged(
  port: BenchPort,
  { misses, suspicions }: Pick<FaultRow, 'misses' | 'suspicions'>,
): void {
  expect(port.run?.suspicions).toEqual(suspicions);
  expect(port.finished?.suspicions.map(({ code }) => code)).toEqual(suspicions);
  if (!port.sample) return;
  const found = port.sample.conformance?.findings.map(({ code }) => code) ?? [];
  expect(found).toEqual(expect.arrayContaining([...suspicions, ...(misses ? ['CUTS_MISSED'] : [])]));
  expect(port.sample.validity).toBe(found.length > 0 ? 'SUSPECT' : 'VALID');
}

/** What of the sample calls when its run is over: an officer has to decide. */
export const callsForOfficer = (port: BenchPort): readonly string[] =>
  port.sample?.validity === 'SUSPECT' ? ['SAMPLE_UNDECIDED of priority 3: unacknowledged, 1 time'] : [];
