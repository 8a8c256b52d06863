import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { custodians, decode, decoded, playOn, playOut, prepare, sampled } from './consignment.fixture.ts';
import type { Consignment } from './consignment.fixture.ts';

const pack = coalRulePack;
const officer = person('officer');
const again = (unitNo: number, way: 'sampler' | 'reserve'): Told => ({
  type: 'resampling.ordered',
  unitNo,
  way,
  reason: 'the berth is free',
});
const doubt = { code: 'PLC_RESTARTED', zh: 'z', en: 'The PLC restarted.' };
const lostFirst = () =>
  playOut(pack, { sampling: (no) => sampled(no, no === 1 ? { outcome: 'aborted' } : {}) });
const broken = (code: string): Told => ({ type: 'custody.broken', code, findings: [doubt] });
const codeOf = ({ context }: Consignment, unitNo: number, kind: string) =>
  context.units[unitNo - 1]?.bottles.find((bottle) => bottle.kind === kind)?.code ?? '';

describe('a sample that is lost', () => {
  it('is sampled again under a code and number of its own, and stands in the place of the first', () => {
    const ordered = lostFirst().ask(again(1, 'sampler'), officer);
    expect(ordered.wishes('custody.draw-codes')).toEqual([{ stage: 'sampling', ref: 3, count: 1 }]);
    const begun = ordered.give({ type: 'codes.drawn', stage: 'sampling', ref: 3, codes: ['S3'] });
    expect(begun.wishes('process.start')).toMatchObject([
      {
        process: 'coal-sampling/S3',
        input: { order: { unitNo: 3, sampleId: 'S3', sampler: 'CS-01', quantity: '4000.000' } },
      },
    ]);
    expect(begun.context.units).toMatchObject([
      { no: 1, replacedBy: 3, stage: 'rejected' },
      { no: 2, replacedBy: null },
      {
        no: 3,
        planNo: 1,
        stage: 'sampling',
        label: { en: 'Unit 1, sampled again' },
        origin: { kind: 'sampled-again', of: 1, by: 'Name of officer', reason: 'the berth is free' },
      },
    ]);
    expect(begun.context.wanted).toEqual([]);
  });

  it('once replaced, lets the cargo be certified, with the repetition and who ordered it on the paper', () => {
    const restored = playOn(lostFirst().ask(again(1, 'sampler'), officer), pack);
    expect(restored.state).toBe('decoding');
    const [certificate] = decoded(restored).ask(prepare, person('preparer')).wishes('process.start');
    expect(certificate).toMatchObject({
      input: {
        draft: {
          sampling: { units: [{ no: 2 }, { no: 3, label: { en: 'Unit 1, sampled again' } }] },
          deviations: [{ code: 'SAMPLED_AGAIN', acceptedBy: 'Name of officer', reason: 'the berth is free' }],
        },
      },
    });
  });

  it('is replaced once, and only when it is lost', () => {
    expect(lostFirst().refusalOf(again(2, 'sampler'), officer)).toMatchObject({ code: 'SAMPLE_NOT_LOST' });
    expect(lostFirst().refusalOf(again(9, 'sampler'), officer)).toMatchObject({
      code: 'UNIT_NOT_FOUND',
      field: 'unitNo',
    });
    const ordered = lostFirst().ask(again(1, 'sampler'), officer);
    expect(ordered.refusalOf(again(1, 'sampler'), officer)).toMatchObject({ code: 'UNIT_NOT_FOUND' });
    expect(lostFirst().refusalOf(again(1, 'reserve'), officer)).toMatchObject({ code: 'NO_RESERVE' });
  });
});

describe('a bottle that something happened to', () => {
  const analysis = (no = 1) => broken(codeOf(playOut(pack), no, 'analysis-0.2mm'));

  it('doubts its unit, also when all is tested, until an officer decides', () => {
    const doubted = playOut(pack).give(analysis());
    expect(doubted.state).toBe('working');
    expect(doubted.context.units[0]).toMatchObject({ validity: 'SUSPECT', custodyFindings: [doubt] });
    expect(doubted.refusalOf(decode, custodians[0])).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
    const accepted = doubted.ask(
      { type: 'validity.decided', unitNo: 1, decision: 'ACCEPT', reason: 'seen on camera' },
      officer,
    );
    expect(accepted.state).toBe('decoding');
  });

  it('takes decoded results back: they are decided on, decoded by two persons and assessed again', () => {
    const doubted = decoded(playOut(pack)).give(analysis());
    expect(doubted.state).toBe('working');
    expect(doubted.context).toMatchObject({ results: null, conformity: null, decodeAuthorisedBy: [] });
    const accepted = doubted.ask(
      { type: 'validity.decided', unitNo: 1, decision: 'ACCEPT', reason: 'seen on camera' },
      officer,
    );
    expect(decoded(accepted).context).toMatchObject({
      units: [{ officer: { decision: 'ACCEPT' } }, {}],
      conformity: { overall: 'PASS' },
    });
  });

  it('is only noted once the certificate is being made', () => {
    const certifying = decoded(playOut(pack)).ask(prepare, person('preparer'));
    const noted = certifying.give(analysis());
    expect(noted.state).toBe('certifying');
    expect(noted.context.units[0]).toMatchObject({ validity: 'VALID', custodyFindings: [doubt] });
  });

  it('is replaced by the retained one: tested under a code of its own, moisture kept, and said on the paper', () => {
    const ordered = playOut(pack).give(analysis()).ask(again(1, 'reserve'), officer);
    const testing = ordered.give({ type: 'codes.drawn', stage: 'assay', ref: 3, codes: ['A9'] });
    const [task] = testing.wishes('process.start');
    expect(task).toMatchObject({ definition: 'assay', process: 'assay/A9' });
    const items = (task?.input as { order: { items: readonly { item: string }[] } }).order.items;
    expect(items.map(({ item }) => item)).not.toContain('Mt');
    expect(testing.context.containers.at(-1)).toMatchObject({
      code: 'A9',
      kind: 'tested-reserve',
      parent: codeOf(testing, 1, 'reserve-0.2mm'),
    });
    const restored = playOn(ordered, pack);
    expect(restored.state).toBe('decoding');
    expect(restored.context.units[2]).toMatchObject({
      validity: 'VALID',
      assays: [{ bottle: 'moisture-6mm' }, { bottle: 'reserve-0.2mm' }],
    });
    const [certificate] = decoded(restored).ask(prepare, person('preparer')).wishes('process.start');
    expect(certificate).toHaveProperty('input.draft.deviations.0.code', 'RESERVE_TESTED');
    expect(certificate).toHaveProperty('input.draft.deviations.length', 1);
  });

  it('of which nothing is tested doubts no result, and is on record', () => {
    const reserve = broken(codeOf(playOut(pack), 1, 'reserve-3mm'));
    const noted = playOut(pack).give(reserve);
    expect(noted.state).toBe('decoding');
    expect(noted.context.units[0]).toMatchObject({ validity: 'VALID', custodyFindings: [doubt] });
  });

  it('is doubted as well when another laboratory disagrees, and not when it agrees', () => {
    const code = codeOf(playOut(pack), 1, 'analysis-0.2mm');
    const compared = (verdict: string, ...findings: readonly object[]): Told => ({
      type: 'laboratories.compared',
      code,
      verdict,
      findings,
    });
    expect(playOut(pack).give(compared('AGREE')).state).toBe('decoding');
    const doubted = playOut(pack).give(compared('DISAGREE', doubt));
    expect(doubted.context.units[0]).toMatchObject({ validity: 'SUSPECT', custodyFindings: [doubt] });
    expect(doubted.refusalOf(again(1, 'reserve'), officer)).toBeUndefined();
  });

  it('has what was taken of it for a control in its lineage, once, and nothing of another cargo’s bottle', () => {
    const parent = codeOf(playOut(pack), 1, 'analysis-0.2mm');
    const portion = {
      code: 'D-1',
      parent,
      kind: 'analysis-0.2mm',
      mass: '0.01',
      seal: 'K',
      at: '2026-03-05T00:00:00.000Z',
    };
    const taken = (of: object): Told => ({ type: 'portion.taken', portion: { ...portion, ...of } });
    const { context } = playOut(pack)
      .give(taken({}))
      .give(taken({}))
      .give(taken({ code: 'D-2', parent: 'A-none' }));
    expect(context.containers.filter(({ code }) => code.startsWith('D-'))).toEqual([portion]);
  });

  it('cannot be replaced by a bottle that shares the doubt', () => {
    const rejected = playOut(pack, { sampling: (no) => sampled(no, { suspicions: [doubt] }) }).ask(
      { type: 'validity.decided', unitNo: 1, decision: 'REJECT', reason: 'no' },
      officer,
    );
    expect(rejected.refusalOf(again(1, 'reserve'), officer)).toMatchObject({ code: 'RESERVE_SHARES_DOUBT' });
  });
});
