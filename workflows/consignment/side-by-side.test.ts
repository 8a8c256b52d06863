import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString as d, unitId } from '../kernel/brand.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { declared, decoded, playOn, playOut, prepare, prepared, sampled } from './consignment.fixture.ts';

const pack = coalRulePack;
const officer = person('officer');
const codes: Told = { type: 'codes.drawn', stage: 'sampling', ref: 0, codes: ['LOT', 'S1', 'S2'] };
const twoBelts = { cargo: { furtherSamplers: [unitId('CS-02')] } };
const divide: Told = { type: 'unit.divide', unitNo: 1, cause: 'shift', reason: 'night shift' };

describe('a lot over two belts', () => {
  it('is sampled by both at once, each unit at the one that is free', () => {
    const begun = declared(pack, twoBelts).give(codes);
    expect(begun.wishes('process.start')).toMatchObject([
      { process: 'coal-sampling/S1', input: { order: { sampler: 'CS-01' } } },
      { process: 'coal-sampling/S2', input: { order: { sampler: 'CS-02' } } },
    ]);
    expect(begun.context.units.map(({ sampler }) => sampler)).toEqual(['CS-01', 'CS-02']);
  });

  it('comes to the same end as over one', () => {
    const values = (consignment: ReturnType<typeof playOut>) => decoded(consignment).context.results;
    expect(values(playOut(pack, {}, twoBelts))).toEqual(values(playOut(pack)));
  });
});

describe('a unit that is ended early', () => {
  const begun = () => declared(pack).give(codes).ask(divide, officer);

  it('has its sampler end it, and takes no second word', () => {
    expect(begun().wishes('process.send')).toEqual([
      { to: 'coal-sampling/S1', event: { type: 'operator.finish' } },
    ]);
    expect(begun().refusalOf(divide, officer)).toMatchObject({ code: 'UNIT_NOT_FOUND', field: 'unitNo' });
    expect(begun().refusalOf({ ...divide, unitNo: 2 }, officer)).toMatchObject({ code: 'UNIT_NOT_FOUND' });
  });

  it('stands for what had passed; the rest is a unit of its own, sampled before the next one of the plan', () => {
    const ended = begun().give({ ...sampled(1, { passed: d('1000'), taken: 10, grossAmount: d('300') }) });
    expect(ended.context.units[0]).toMatchObject({
      quantity: '1000',
      stage: 'sampled',
      conformance: { incrementsPlanned: 9 },
    });
    // The belt does not wait for a code.
    expect(ended.context.units[1]?.stage).toBe('sampling');
    const rest = ended.give({ type: 'codes.drawn', stage: 'sampling', ref: 3, codes: ['S3'] });
    expect(rest.context.units[2]).toMatchObject({
      planNo: 1,
      quantity: '3000',
      stage: 'planned',
      label: { en: 'Unit 1, after the change of shift' },
      origin: { kind: 'rest', of: 1, cause: 'shift', reason: 'night shift' },
    });
    const next = rest.give({ ...sampled(2) });
    expect(next.wishes('process.start')).toMatchObject([
      {
        process: 'coal-sampling/S3',
        input: {
          order: {
            quantity: '3000',
            incrementsPlanned: 30,
            // Of the 184 s for 4000 t and 39 increments: 3000 t and 30 increments, cut down.
            settings: { 'Set.IncrementInterval': 179, 'Set.IncrementsPlanned': 30 },
          },
        },
      },
    ]);
  });

  it('weighs in the lot by its own mass, and the division stands on the paper', () => {
    const told = (no: number) => {
      const passed = no === 1 ? '1000' : no === 3 ? '3000' : '4000';
      const taken = no === 1 ? 10 : no === 3 ? 30 : 39;
      return sampled(no, { passed: d(passed), taken, grossAmount: d(String(30 * taken)) });
    };
    const children = { sampling: told, preparation: (no: number) => prepared(no) };
    const all = decoded(playOn(begunWithout(told), pack, children));
    expect(all.context.units.map(({ quantity }) => quantity)).toEqual(['1000', '4000.000', '3000']);
    const [certificate] = all.ask(prepare, person('preparer')).wishes('process.start');
    expect(certificate).toMatchObject({
      input: {
        draft: {
          sampling: { units: [{ quantity: '1000' }, { quantity: '4000.000' }, { quantity: '3000' }] },
          deviations: [{ code: 'UNIT_DIVIDED_SHIFT', acceptedBy: 'Name of officer' }],
        },
      },
    });
  });

  const begunWithout = (told: (no: number) => ReturnType<typeof sampled>) =>
    begun().giveAll([{ ...told(1) }]);

  it('and whose sample is lost is sampled again with its share of the increments, rounded up, at an interval for them', () => {
    const lost = begun()
      .give({ ...sampled(1, { passed: d('1000'), taken: 0, keptMass: d('0') }) })
      .ask({ type: 'resampling.ordered', unitNo: 1, way: 'sampler', reason: 'the berth is free' }, officer)
      .giveAll([3, 4].map((ref) => ({ type: 'codes.drawn', stage: 'sampling', ref, codes: [`S${ref}`] })));
    expect(lost.context.units.slice(2)).toMatchObject([
      { no: 3, quantity: '3000', planned: { quantity: '3000', increments: 30 } },
      { no: 4, quantity: '1000', planned: { quantity: '1000', increments: 10 } },
    ]);
  });

  it('that was all but through has no rest', () => {
    const ended = begun().give({ ...sampled(1, { passed: d('3970') }) });
    expect(ended.context.wanted).toEqual([]);
    expect(ended.context.units[0]?.quantity).toBe('4000.000');
  });
});
