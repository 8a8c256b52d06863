import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import type { SetupFinished } from './setup.ts';
import {
  abandon, begun, confirmed, corrected, declined, found, grams, no, officer, parent, sampler, until, yes,
} from './setup.fixture.ts'; // prettier-ignore
import type { Setup } from './setup.fixture.ts';

const finished = (setup: Setup) => setup.messages(parent)[0] as SetupFinished | undefined;
const refused = (setup: Setup, event: Told, by = sampler) => {
  const refusal = setup.refusalOf(event, by);
  return refusal && [refusal.code, 'field' in refusal ? refusal.field : undefined];
};
/** All has passed but the cleaning, which waits for its second person. */
const almost = () =>
  begun()
    .ask(found('empty-run', grams('9.99')), sampler)
    .ask(found('calibration', until('2026-03-05')), sampler)
    .ask(found('cleaned', yes), sampler);

describe('the checks before a sampler is armed', () => {
  it('are told in any order, and the sampler is ready when the last has passed', () => {
    expect(almost().state).toBe('checking');
    const ready = almost().ask(confirmed(3), officer);
    expect([ready.state, ready.isDone]).toEqual(['ready', true]);
    expect(finished(ready)).toMatchObject({
      type: 'setup.finished',
      unitNo: 2,
      sampleId: 'S-1',
      outcome: 'ready',
      reason: null,
      startedAt: '2026-03-05T00:00:00.000Z',
      endedAt: '2026-03-05T00:00:04.000Z',
      checks: [
        {
          check: { id: 'cleaned' },
          passed: true,
          attempts: 1,
          record: { no: 3, second: { by: { id: 'officer' } } },
        },
        { check: { id: 'empty-run' }, passed: true, attempts: 1, record: { no: 1, second: null } },
        { check: { id: 'calibration' }, passed: true, attempts: 1, record: { no: 2 } },
      ],
    });
    expect(finished(ready)?.records).toHaveLength(3);
  });

  it('that fail keep the sampler from being ready until they pass after something was done about it', () => {
    const failed = begun().ask(found('empty-run', grams('10.01')), sampler);
    expect(refused(failed, found('empty-run', grams('3')))).toEqual(['REMEDY_REQUIRED', 'remedy']);
    const again = failed.ask(found('empty-run', grams('3'), { remedy: 'swept the divider' }), sampler);
    const ready = again
      .ask(found('calibration', until('2026-12-31')), sampler)
      .ask(found('cleaned', yes), sampler)
      .ask(confirmed(4), officer);
    expect(finished(ready)?.checks[1]).toMatchObject({
      passed: true,
      attempts: 2,
      record: { deed: { remedy: 'swept the divider' } },
    });
    expect(finished(ready)?.records[0]?.deed.value).toEqual(grams('10.01'));
  });

  it('pass with the limit itself, and with the day itself as it is at the site', () => {
    const at = (value: Parameters<typeof found>[1], check: string) =>
      begun({ checks: begun().context.order.checks.filter(({ id }) => id === check) }).ask(
        found(check, value),
        sampler,
      ).state;
    expect([at(grams('10'), 'empty-run'), at(grams('10.0001'), 'empty-run')]).toEqual(['ready', 'checking']);
    expect([at(until('2026-03-05'), 'calibration'), at(until('2026-03-04'), 'calibration')]).toEqual([
      'ready',
      'checking',
    ]);
    // 00:00 UTC is still the day before in New York.
    const inNewYork = begun({
      timeZone: 'America/New_York',
      checks: begun().context.order.checks.filter(({ id }) => id === 'calibration'),
    });
    expect(inNewYork.ask(found('calibration', until('2026-03-04')), sampler).state).toBe('ready');
  });

  it('that two persons make are confirmed by another, or declined and told anew', () => {
    const proposed = begun().ask(found('cleaned', yes), sampler);
    expect(refused(proposed, confirmed(1), sampler)).toEqual(['INTERVENTION_SAME_PERSON', 'numbers']);
    expect(refused(proposed, found('cleaned', yes), officer)).toEqual(['CHECK_PROPOSED', 'check']);
    const anew = proposed.ask(declined(1), officer).ask(found('cleaned', yes), person('other'));
    expect(anew.ask(confirmed(2), sampler).context.records.map(({ status }) => status)).toEqual([
      'declined',
      'done',
    ]);
  });

  it('are corrected by a new record that another person confirms; until then the old one holds', () => {
    const misread = begun().ask(found('empty-run', grams('4')), sampler);
    const proposed = misread.ask(corrected('empty-run', grams('14')), sampler);
    expect(refused(proposed, confirmed(2), sampler)).toEqual(['INTERVENTION_SAME_PERSON', 'numbers']);
    const others = proposed
      .ask(found('calibration', until('2026-12-31')), sampler)
      .ask(found('cleaned', yes), sampler)
      .ask(confirmed(4), officer);
    expect(others.state).toBe('checking');
    expect(others.ask(declined(2), officer).state).toBe('ready');
    const bad = others.ask(confirmed(2), officer);
    expect(bad.state).toBe('checking');
    expect(bad.ask(found('empty-run', grams('2'), { remedy: 'swept' }), sampler).state).toBe('ready');
  });

  it('that are given up tell the parent what was found so far', () => {
    const given = begun()
      .ask(found('empty-run', grams('14')), sampler)
      .ask(abandon, sampler);
    expect([given.state, given.isDone]).toEqual(['abandoned', true]);
    expect(finished(given)).toMatchObject({
      outcome: 'abandoned',
      reason: 'worn through',
      checks: [
        { record: null, passed: false, attempts: 0 },
        { passed: false, attempts: 1 },
        { record: null },
      ],
    });
    expect(refused(given, found('cleaned', yes))).toEqual(['NOT_POSSIBLE_NOW', undefined]);
  });

  it.each<[string, Setup, Told, readonly [string, string]]>([
    ['an unknown check', begun(), found('colour', yes), ['CHECK_UNKNOWN', 'check']],
    ['one that has passed', almost(), found('empty-run', grams('1')), ['CHECK_PASSED', 'check']],
    ['a correction of what was not told', begun(), corrected('cleaned', no), ['CHECK_NOT_DONE', 'check']],
    ['a value of another kind', begun(), found('empty-run', yes), ['VALUE_KIND_WRONG', 'value.kind']],
    [
      'a day that is none',
      begun(),
      found('calibration', until('2026-02-30')),
      ['DATE_INVALID', 'value.date'],
    ],
    [
      'no photo where one is asked for',
      begun(),
      found('cleaned', yes, { evidence: [] }),
      ['EVIDENCE_REQUIRED', 'evidence'],
    ],
  ])('refuse %s', (_case, setup, event, expected) => {
    expect(refused(setup, event)).toEqual(expected);
  });
});
