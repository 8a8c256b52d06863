import { loadAlarmCatalogue } from '../../config/alarms/load.ts';
import { instant, processId } from '../../workflows/kernel/brand.ts';
import { conditionsOf } from './alarm-conditions.ts';
import type { Projected } from './projection.ts';

const catalogue = loadAlarmCatalogue();

const conditions = (definition: string, value: string, context: object) => {
  const entry: Projected = {
    process: processId(`${definition}/1`),
    definition,
    seq: 1,
    position: 7,
    input: {
      id: 'i',
      at: instant('2026-03-05T00:00:00.000Z'),
      actor: { kind: 'system', id: 's' },
      event: { type: 'e' },
    },
    snapshot: { value, context, status: 'active' },
    hold: null,
  };
  return conditionsOf(entry, catalogue);
};

describe('a run', () => {
  const waits = (state: string) =>
    conditions('coal-sampling', state, { reason: null }).find(({ code }) => code === 'RUN_WAITS_FOR_OPERATOR');

  it.each(['blocked', 'interrupted', 'held'])('that is %s waits for an operator', (state) => {
    expect(waits(state)?.now).toBe(true);
  });

  it('that samples does not wait', () => {
    expect(waits('sampling')?.now).toBe(false);
  });

  it('that only looks at its unit says nothing new: it waits if it waited', () => {
    expect(waits('verifying')).toBeUndefined();
  });
});

describe('the samples of a consignment', () => {
  const finding = (code: string) => ({ code, zh: code, en: code });
  const unit = (changed: object = {}) => ({
    no: 1,
    stage: 'sampled',
    validity: 'VALID',
    officer: null,
    conformance: { findings: [] },
    preparationFindings: [],
    ...changed,
  });
  const suspect = { validity: 'SUSPECT', conformance: { findings: [finding('CUTS_MISSED')] } };
  const told = (...units: readonly object[]) =>
    Object.fromEntries(conditions('consignment', 'working', { units }).map((each) => [each.code, each]));

  it('are no matter while they are valid, or not judged yet', () => {
    const { SAMPLE_UNDECIDED, SAMPLE_LOST } = told(unit({ validity: null, conformance: null }));
    expect([SAMPLE_UNDECIDED?.now, SAMPLE_LOST?.now]).toEqual([false, 0]);
    expect(told(unit())['SAMPLE_UNDECIDED']?.now).toBe(false);
  });

  it('wait for an officer while one is suspect, with the doubts but without its code', () => {
    const { SAMPLE_UNDECIDED } = told(unit({ ...suspect, preparationFindings: [finding('MASS_LOST')] }));
    expect(SAMPLE_UNDECIDED).toMatchObject({ now: true, priority: 3, cause: 'CUTS_MISSED, MASS_LOST' });
    expect(SAMPLE_UNDECIDED?.message.en).toBe(
      'A sample is doubted and waits for an officer (entry 7 of the journal): CUTS_MISSED, MASS_LOST',
    );
  });

  it.each(['ACCEPT', 'REJECT'])('wait no longer when an officer decided to %s', (decision) => {
    expect(told(unit({ ...suspect, officer: { decision } }))['SAMPLE_UNDECIDED']?.now).toBe(false);
  });

  it('are lost one by one: invalid, or rejected by an officer', () => {
    const lost = [unit({ validity: 'INVALID' }), unit({ no: 2, ...suspect, officer: { decision: 'REJECT' } }), unit({ no: 3 })];
    expect(told(...lost)['SAMPLE_LOST']).toMatchObject({ now: 2, priority: 2 });
  });
});
