import { loadAlarmCatalogue } from '../../config/alarms/load.ts';
import { definitions } from '../../orchestrator/composition/definitions.ts';
import { packs } from '../support/packs.ts';
import { isRecorded, readRecorded, writeRecorded } from './journal-file.ts';
import type { RecordedEntry } from './journal-file.ts';
import { departures } from './replay.ts';
import { record, scenarios } from './scenarios.ts';

const today = definitions(packs, loadAlarmCatalogue());
/** Plays the cargoes anew instead of comparing with how they went; see README.md for when that is right. */
const isRecording = process.env['UPDATE_GOLDEN'] === '1';

describe.each(scenarios)('the recorded journal of %s', (scenario) => {
  let entries: readonly RecordedEntry[];
  beforeAll(async () => {
    if (isRecording) writeRecorded(scenario, await record(scenario));
    if (!isRecorded(scenario))
      throw new Error(`${scenario} is not recorded: UPDATE_GOLDEN=1 npx jest test/golden`);
    entries = readRecorded(scenario);
  }, 120_000);

  it('holds a whole cargo, with what need not happen', () => {
    const told = new Set(entries.map(({ input }) => input.event.type));
    for (const type of ['certificate.issued', 'validity.decided', 'intervention.confirmed', 'plant.boot'])
      expect(told).toContain(type);
    expect(entries.filter(({ hold, deferred }) => hold ?? deferred)).toEqual([]);
  });

  it('goes as it went, entry by entry', () => {
    expect(departures(today, entries)).toEqual([]);
  });
});

describe('a definition that does something else', () => {
  let entries: readonly RecordedEntry[];
  beforeAll(() => {
    entries = readRecorded('coal');
  });
  const changed = today.map((definition) =>
    definition.id === 'assay'
      ? { ...definition, machine: today[0]?.machine ?? definition.machine }
      : definition,
  );

  it('is found, with process and entry and what is different', () => {
    const [first, ...others] = departures(changed, entries);
    expect(first).toMatchObject({
      process: expect.stringContaining('assay/'),
      seq: 1,
      today: expect.anything(),
    });
    expect(others.every(({ process }) => process.startsWith('assay/'))).toBe(true);
  });

  it('is found when it is gone', () => {
    const gone = today.filter(({ id }) => id !== 'certificate');
    expect(departures(gone, entries)).toMatchObject([
      { seq: 1, today: 'there is no definition certificate@1 any more' },
    ]);
  });
});
