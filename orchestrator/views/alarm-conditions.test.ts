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
    effects: [],
  };
  return conditionsOf(entry, catalogue);
};

describe('a run', () => {
  const waits = (state: string) =>
    conditions('coal-sampling', state, { reason: null }).find(
      ({ code }) => code === 'RUN_WAITS_FOR_OPERATOR',
    );

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

describe('the custody of a sample', () => {
  const order = { from: 'line', to: 'laboratory' };
  const told = (state: string, codes: readonly string[] = []) =>
    Object.fromEntries(
      conditions('transport', state, { order, findings: codes.map((code) => ({ code })) }).map(
        ({ code, now }) => [code, now],
      ),
    );

  it('calls while a carriage is overdue or missing, and when its chain is broken', () => {
    expect(told('carried')).toMatchObject({
      CARRIAGE_OVERDUE: false,
      CARRIAGE_MISSING: false,
      CUSTODY_BROKEN: 0,
    });
    expect(told('overdue')).toMatchObject({ CARRIAGE_OVERDUE: true, CARRIAGE_MISSING: false });
    expect(told('missing')).toMatchObject({ CARRIAGE_OVERDUE: false, CARRIAGE_MISSING: true });
    expect(told('quarantined', ['MASS_STEP', 'MASS_STEP'])).toMatchObject({ CUSTODY_BROKEN: 2 });
  });

  it('calls while nobody knows what a tube, or a cabinet, did, and anew with each word that is contradicted', () => {
    const now = (definition: string, value: string, context: object) =>
      Object.fromEntries(
        conditions(definition, value, context).map(({ code, now: stands }) => [code, stands]),
      );
    const tube = {
      tube: 'T-1',
      orders: [{ no: 3, problem: { code: 'FAULT' } }],
      contradicted: 2,
      contradictions: [{ no: 1 }, { no: 2 }],
    };
    expect(now('pneumatic-tube', 'unanswered', tube)).toMatchObject({
      TUBE_ORDER_UNANSWERED: true,
      TUBE_WORD_CONTRADICTED: 2,
    });
    expect(now('pneumatic-tube', 'underWay', tube)).toMatchObject({ TUBE_ORDER_UNANSWERED: false });
    const cabinet = {
      cabinet: 'A',
      orders: [],
      settled: { words: [], contradicted: 1, contradictions: [{ no: 4, op: 'store' }] },
    };
    expect(now('storage-cabinet', 'open', cabinet)).toMatchObject({
      CABINET_ORDER_UNANSWERED: false,
      CABINET_WORD_CONTRADICTED: 1,
    });
    expect(now('storage-cabinet', 'open', { cabinet: 'A', orders: [] })).toMatchObject({
      CABINET_WORD_CONTRADICTED: 0,
    });
    const [, word] = conditions('pneumatic-tube', 'open', tube).slice(-2);
    expect(word?.message).toEqual({
      zh: '气动管道T-1所示与人员告知的第2号传输结果不符',
      en: 'Tube T-1 tells otherwise than people said of transfer 2.',
    });
  });

  it('of a stored bottle calls anew with every finding', () => {
    const finding = { code: 'SEAL_MISMATCH' };
    const stored = conditions('storage', 'stored', { findings: [finding] }).find(
      ({ code }) => code === 'CUSTODY_BROKEN',
    );
    expect(stored).toMatchObject({
      now: 1,
      priority: 2,
      message: { en: 'The chain of custody is broken: Stored bottle 1: another seal' },
    });
  });
});

describe('increments that are not as heavy as flow and cutter let expect', () => {
  const masses = (context: object) =>
    conditions('grain-sampling', 'sampling', { reason: null, ...context })
      .filter(({ code }) => code.startsWith('INCREMENT_MASS'))
      .map(({ code, now }) => [code, now]);

  it.each([
    [false, false],
    [true, false],
    [false, true],
  ])('call while they drift (%s) or vary (%s)', (drift, variation) => {
    expect(masses({ masses: { newest: [], drift, variation } })).toEqual([
      ['INCREMENT_MASS_DRIFT', drift],
      ['INCREMENT_MASS_VARIATION', variation],
    ]);
  });

  it('are none in a run of before masses were judged', () => {
    expect(masses({}).map(([, now]) => now)).toEqual([false, false]);
  });
});

describe('the samples of a consignment', () => {
  const finding = (code: string) => ({ code, zh: `疑点${code}。`, en: `About ${code}.` });
  const unit = (changed: object = {}) => ({
    no: 1,
    stage: 'sampled',
    validity: 'VALID',
    officer: null,
    conformance: { findings: [] },
    preparationFindings: [],
    custodyFindings: [],
    replacedBy: null,
    late: null,
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
      'A sample is doubted and waits for an officer (entry 7 of the journal): About CUTS_MISSED; About MASS_LOST.',
    );
  });

  it.each(['ACCEPT', 'REJECT'])('wait no longer when an officer decided to %s', (decision) => {
    expect(told(unit({ ...suspect, officer: { decision } }))['SAMPLE_UNDECIDED']?.now).toBe(false);
  });

  it.each([
    ['target', 4],
    ['warning', 3],
    ['breach', 2],
  ])('are late, the more urgently the later: %s', (late, priority) => {
    expect(told(unit({ late }))['STAGE_LATE']).toMatchObject({
      now: true,
      priority,
      cause: `sampled ${late}`,
    });
    expect(told(unit())['STAGE_LATE']?.now).toBe(false);
  });

  it('are all held by what was found in the cargo, of which nothing is named', () => {
    const hold = { no: 1, finding: 'LISTED_PEST', remark: 'beetles', stopsDischarge: true, settled: null };
    const [held] = conditions('consignment', 'working', { units: [], holds: [hold] }).filter(
      ({ code }) => code === 'CARGO_HELD',
    );
    expect(held).toMatchObject({ now: true, priority: 1 });
    expect(held?.message.en).toMatch(/^Something was found in quarantine and holds a cargo; its discharge/);
    expect(held?.message.en).not.toMatch(/PEST|beetles/);
    const settled = conditions('consignment', 'working', { units: [], holds: [{ ...hold, settled: {} }] });
    expect(settled.find(({ code }) => code === 'CARGO_HELD')?.now).toBe(false);
  });

  it('are lost one by one: invalid, or rejected by an officer', () => {
    const lost = [
      unit({ validity: 'INVALID' }),
      unit({ no: 2, ...suspect, officer: { decision: 'REJECT' } }),
      unit({ no: 3 }),
    ];
    expect(told(...lost)['SAMPLE_LOST']).toMatchObject({ now: 2, priority: 2 });
  });
});

describe('a certificate', () => {
  const at = instant('2026-03-05T00:00:00.000Z');
  const told = (state: string, context: object) =>
    Object.fromEntries(
      conditions('certificate', state, {
        withdrawal: null,
        acknowledgements: [],
        isOverdue: false,
        ...context,
      }).map(({ code, now }) => [code, now]),
    );

  it('calls while it is approved and cannot be signed, and no more once it is out', () => {
    expect(told('issuing', {})['CERTIFICATE_NOT_ISSUED']).toBe(false);
    expect(told('issuing', { isOverdue: true })['CERTIFICATE_NOT_ISSUED']).toBe(true);
    expect(told('issued', { isOverdue: true })['CERTIFICATE_NOT_ISSUED']).toBe(false);
  });

  it('calls while customs does not know that it is withdrawn', () => {
    const withdrawal = { confirmedAt: at };
    expect(told('withdrawn', { withdrawal })['WITHDRAWAL_UNNOTICED']).toBe(true);
    const acknowledgements = [{ of: 'withdrawn', status: 'RECEIVED' }];
    expect(told('withdrawn', { withdrawal, acknowledgements })['WITHDRAWAL_UNNOTICED']).toBe(false);
  });
});
