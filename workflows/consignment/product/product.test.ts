import { missingItems } from '../../certificate/completeness.ts';
import { certificateDraft } from '../../certificate/draft.ts';
import { decimalString as d, instant } from '../../kernel/brand.ts';
import { person } from '../../kernel/testing/rehearsal.ts';
import { tradeOf } from '../trades.ts';
import {
  declared,
  drawn,
  grainCargo,
  grainPack,
  handled,
  petroleumCargo,
  petroleumPack,
  sampled,
  tested,
} from './product.fixture.ts';
import type { Consignment } from './product.fixture.ts';

const decode = { type: 'decode.authorised' };
const decoded = (consignment: Consignment) => consignment.ask(decode, person('c1')).ask(decode, person('c2'));
const none = () => {
  throw new Error('no coal');
};
const shelf = { coal: none, grain: () => grainPack, petroleum: () => petroleumPack };
const draftOf = ({ context }: Consignment) =>
  certificateDraft(context, tradeOf(context, shelf), 'l'.repeat(64));

describe('a ship of soybeans in two holds', () => {
  const tests = ['moisture', 'OTA', 'Pb', 'Cd', 'live-insects'];
  const found = { moisture: '12.4', OTA: '1.0', Pb: '0.05', Cd: '0.02', 'live-insects': 'not-found' };
  const begun = (basis?: 'time') => declared(grainCargo(tests, basis)).give(drawn('sampling', 3, 'S'));
  const hold = (
    consignment: Consignment,
    no: number,
    values: Readonly<Record<string, string>>,
    changed = {},
  ) =>
    tested(
      consignment
        .give(sampled(no, changed))
        .give(drawn('preparation', 1, `P${no}`, no))
        .give(handled(no))
        .give(drawn('assay', 2, `A${no}`, no)),
      grainPack.assay.items,
      values,
    );

  it('is sampled hold by hold, by mass', () => {
    const first = begun();
    expect(first.wishes('process.start')).toMatchObject([
      {
        definition: 'grain-sampling',
        input: { order: { unitNo: 1, incrementsPlanned: 210, quantity: '12000' } },
      },
    ]);
    expect(first.context.units.map(({ label, stage }) => [label.en, stage])).toEqual([
      ['Hold 1', 'sampling'],
      ['Hold 2', 'planned'],
    ]);
    const second = first.give(sampled(1));
    expect(second.wishes('process.start')).toMatchObject([
      { definition: 'grain-sampling', input: { order: { unitNo: 2 } } },
    ]);
  });

  it('is divided by people under a code that names nothing, and tested from the laboratory bottle', () => {
    const divided = begun()
      .give(sampled(1))
      .give(drawn('preparation', 1, 'P', 1));
    expect(divided.wishes('process.start')).toMatchObject([
      {
        definition: 'sample-handling',
        process: 'sample-handling/P1',
        input: { order: { containers: [{ position: 1, seal: 'GD-01-1', mass: '11.2' }] } },
      },
    ]);
    const inLaboratory = divided.give(handled(1)).give(drawn('assay', 2, 'A', 1));
    expect(inLaboratory.wishes('process.start')).toMatchObject([
      {
        definition: 'assay',
        process: 'assay/A1',
        input: { order: { items: tests.map((item) => ({ item })), pack: { id: 'grain-cn-2026' } } },
      },
    ]);
    expect(inLaboratory.context.containers.map(({ kind, parent }) => [kind, parent])).toEqual([
      ['lot', null],
      ['gross-sample', 'S1'],
      ['laboratory', 'S2'],
      ['retained', 'S2'],
    ]);
  });

  it('comes to a complete certificate: values weighted by hold, limits of the use, what was observed', () => {
    const all = hold(hold(begun(), 1, found), 2, { ...found, moisture: '13.0' });
    expect(all.state).toBe('decoding');
    const { context } = decoded(all);
    expect(context.results?.map(({ item, reported }) => [item, reported])).toEqual([
      ['moisture', '12.7'],
      ['OTA', '1.0'],
      ['Pb', '0.05'],
      ['Cd', '0.02'],
    ]);
    expect(context.observations).toMatchObject([{ item: 'live-insects', units: [1, 2] }]);
    const draft = draftOf(decoded(all));
    expect(missingItems(draft)).toEqual([]);
    expect(draft.sampling).toMatchObject({
      basis: 'mass',
      quantityUnit: 't',
      requiredPrecision: null,
      units: [{ label: { en: 'Hold 1' }, quantity: '12000', interval: '57.142', incrementsTaken: 210 }, {}],
    });
  });

  it('cut by time is ordered and certified in seconds', () => {
    const first = begun('time');
    expect(first.wishes('process.start')).toMatchObject([
      { input: { order: { settings: { 'Set.Basis': 1, 'Set.CutInterval': 205.7 } } } },
    ]);
    // 12000 t at 800 t/h are 54 000 s: 263 cuts.
    const cut = {
      taken: 263,
      spread: { lastCutAt: 12_000, longest: d('45.8'), unsampled: d('0'), flows: d('210400') },
    };
    const draft = draftOf(decoded(hold(hold(first, 1, found, cut), 2, found, cut)));
    expect(missingItems(draft)).toEqual([]);
    expect(draft.sampling).toMatchObject({
      method: { zh: '换向式横截采样器，时间基', en: 'Cross-stream diverter sampler, time basis' },
      basis: 'time',
      intervalUnit: 's',
      units: [
        { interval: '205.7', incrementsPlanned: 210, incrementsTaken: 263 },
        { interval: '205.7', incrementsPlanned: 210, incrementsTaken: 263 },
      ],
    });
  });

  describe('whose grade changes while hold 1 is unloaded', () => {
    const change = (cause: string) => ({
      type: 'unit.divide',
      unitNo: 1,
      cause,
      reason: 'yellow, then brown',
    });
    /** A part of hold 1, in proportion to the whole: t passed, increments, kg cut and kept, and the sum of the flows. */
    const partOf = (
      no: number,
      [passed, taken, gross, kept, flows]: readonly [string, number, string, string, string],
    ) => ({
      passed: d(passed),
      taken,
      grossAmount: d(gross),
      keptMass: d(kept),
      containers: [
        { position: 1, mass: d(kept), seal: `GD-01-${no}`, at: instant('2026-03-05T01:00:00.000Z') },
      ],
      spread: { lastCutAt: Number(passed) - 10, longest: d('57.2'), unsampled: d('0'), flows: d(flows) },
    });
    const half = partOf(1, ['5000', 88, '1173', '4.69', '70400']);
    const rest = partOf(3, ['7000', 123, '1640', '6.56', '98400']);
    const divided = (cause: string) => begun().ask(change(cause), person('sampler'));
    const lots = ({ context: { units } }: Consignment) => units.map(({ no, lotNo }) => [no, lotNo ?? 1]);
    /** Unit 3 is what is left of hold 1; then comes hold 2. */
    const whole = (values: readonly Readonly<Record<string, string>>[], cause = 'grade') => {
      const [first = {}, second = {}, third = {}] = values;
      const begunRest = hold(divided(cause), 1, first, half).give(drawn('sampling', 1, 'R', 3));
      return decoded(hold(hold(begunRest, 3, second, rest), 2, third));
    };

    it('opens the next lot with what is left and with all that follows, as another origin does; a change of shift opens none', () => {
      const parts = (cause: string) =>
        divided(cause)
          .give(sampled(1, half))
          .give(drawn('sampling', 1, 'R', 3));
      expect(lots(parts('grade'))).toEqual([[1, 1], [2, 2], [3, 2]]); // prettier-ignore
      expect(lots(parts('origin'))).toEqual(lots(parts('grade')));
      expect(parts('origin').context.units[2]?.label).toEqual({
        zh: '第1舱（换产地后）',
        en: 'Hold 1, after the change of origin',
      });
      expect(lots(parts('shift'))).toEqual([[1, 1], [2, 1], [3, 1]]); // prettier-ignore
      expect(parts('grade').context.units.map(({ quantity }) => quantity)).toEqual(['5000', '12000', '7000']);
    });

    it.each([
      // 7000 t and the 123 increments that 5000 t with ⌊87.5⌋ have not: 56.9105… t, or 204.878… s at 1000 t/h.
      ['mass', undefined, ['57.142', '56.910']],
      ['time', 'time' as const, ['205.7', '204.8']],
    ])('cuts the rest anew, by %s, so that it gives the increments planned for it', (_, basis, intervals) => {
      const gapAbove = '113.82';
      const ended = begun(basis)
        .ask(change('grade'), person('sampler'))
        .give(sampled(1, half))
        .give(drawn('sampling', 1, 'R', 3));
      expect(ended.context.units[0]?.conformance).toMatchObject({
        incrementsPlanned: 87,
        incrementsTaken: 88,
      });
      expect(ended.give(sampled(2)).wishes('process.start')).toMatchObject([
        {
          input: {
            order: {
              incrementsPlanned: 123,
              quantity: '7000',
              settings: { 'Set.CutInterval': Number(intervals[1]) },
              spacing: { interval: '56.910', gapAbove },
            },
          },
        },
      ]);
      const { sampling } = tradeOf(ended.context, shelf).certified();
      expect(sampling?.units.map(({ interval }) => interval)).toEqual([
        intervals[0],
        intervals[0],
        intervals[1],
      ]);
    });

    it('opens it also when nothing is left of the hold', () => {
      expect(lots(divided('grade').give(sampled(1)))).toEqual([[1, 1], [2, 2]]); // prettier-ignore
    });

    it('tells the sampler, the preparer and the analyst nothing of it', () => {
      const told = divided('grade')
        .give(sampled(1, half))
        .give(drawn('sampling', 1, 'R', 3));
      const orders = [
        ...told.wishes('process.start'),
        ...told.give(drawn('preparation', 1, 'P1', 1)).wishes('process.start'),
        ...hold(begun(), 1, found).wished.map(({ params }) => params),
      ];
      expect(JSON.stringify(orders)).not.toMatch(/"lot(No)?":/);
    });

    it('gives each lot results of its own, no mean over both, and a quantity', () => {
      const { context } = whole([found, { ...found, moisture: '14.0' }, { ...found, moisture: '15.0' }]);
      expect(
        context.results?.filter(({ item }) => item === 'moisture').map(({ lot, reported }) => [lot, reported]),
      ).toEqual([[1, '12.4'], [2, '14.6']]); // prettier-ignore
      expect(context.conformity?.lots).toMatchObject([
        { no: 1, quantity: '5000', units: [1] },
        { no: 2, quantity: '19000', units: [2, 3] },
      ]);
    });

    it('is one certificate with every lot; what fails in one fails the goods item, and says which', () => {
      const failing = whole([found, { ...found, OTA: '9.0' }, found]);
      const { conformity } = failing.context;
      expect([conformity?.overall, conformity?.lots?.map(({ overall }) => overall)]).toEqual([
        'FAIL',
        ['NOT_TESTED', 'FAIL'],
      ]);
      expect(conformity?.advice[1]?.basis.en).toMatch(/^Lot 2: /);
      const draft = draftOf(failing);
      expect(missingItems(draft)).toEqual([]);
      expect(draft.sampling?.units.map(({ no, lot }) => [no, lot])).toEqual([[1, 1], [2, 2], [3, 2]]); // prettier-ignore
      expect(draft.deviations.map(({ code }) => code)).toContain('UNIT_DIVIDED_GRADE');
    });

    it('reads of one lot as ever: nothing names a lot', () => {
      expect(JSON.stringify(draftOf(whole([found, found, found], 'shift')))).not.toMatch(/"lots?":/);
    });
  });

  describe('tested for what nothing limits', () => {
    const officer = person('officer');
    const accept = (...items: readonly string[]) => ({
      type: 'no-limit.accepted',
      items,
      reason: 'asked for by the buyer',
    });
    /** Customs asks for these alone, and for moisture, which no regulation limits. */
    const asked = { ...grainCargo(tests), required: ['OTA', 'Pb', 'Cd', 'moisture'] };
    const both = (values: Readonly<Record<string, string>>) =>
      decoded(hold(hold(declared(asked).give(drawn('sampling', 3, 'S')), 1, values), 2, values));
    const outcomes = ({ context: { conformity } }: Consignment) => [
      conformity?.overall,
      ...(conformity?.advice.map(({ advice }) => advice) ?? []),
    ];

    it('is not passed until an officer accepts it; the certificate says who did and that it is not judged', () => {
      const assessed = both(found);
      expect(outcomes(assessed)[0]).toBe('NO_LIMIT');
      expect(outcomes(assessed)).not.toContain('RELEASE');
      const accepted = assessed.ask(accept('moisture'), officer);
      expect(accepted.state).toBe('assessed');
      expect(outcomes(accepted)[0]).toBe('PASS');
      expect(outcomes(accepted)).toContain('RELEASE');
      expect(accepted.context.noLimitAccepted).toMatchObject([
        { item: 'moisture', by: 'Name of officer', reason: 'asked for by the buyer' },
      ]);
      const { conformity } = draftOf(accepted);
      expect(conformity?.conclusion.en).toMatch(
        /^The items with a limit conform to .*; no limit applies to: moisture/,
      );
      expect(conformity?.findings).toMatchObject([
        { code: 'NO_LIMIT', item: 'moisture', en: expect.stringContaining('accepted by Name of officer') },
      ]);
    });

    it('fails all the same where another item does', () => {
      const accepted = both({ ...found, Pb: '0.21' }).ask(accept('moisture'), officer);
      expect(outcomes(accepted)[0]).toBe('FAIL');
    });

    it('is accepted once, by its name, and only when the results are known', () => {
      const assessed = both(found);
      for (const item of ['Pb', 'gluten'])
        expect(assessed.refusalOf(accept(item), officer)).toMatchObject({
          code: 'LIMIT_NOT_LACKING',
          field: 'items',
        });
      const accepted = assessed.ask(accept('moisture'), officer);
      expect(accepted.refusalOf(accept('moisture'), officer)).toMatchObject({ code: 'LIMIT_NOT_LACKING' });
      expect(begun().refusalOf(accept('moisture'), officer)).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
    });
  });

  it('fails by its worst hold', () => {
    const { context } = decoded(hold(hold(begun(), 1, found), 2, { ...found, Pb: '0.21' }));
    expect(context.conformity).toMatchObject({
      overall: 'FAIL',
      findings: expect.arrayContaining([expect.objectContaining({ code: 'UNIT_FAILS', unitNo: 2 })]),
    });
  });

  it('waits for an officer when a hold has a gap, and says so on the certificate', () => {
    const gap = { spread: { lastCutAt: 12_000, longest: d('300'), unsampled: d('243'), flows: d('168000') } };
    const doubted = hold(hold(begun(), 1, found, gap), 2, found);
    expect([doubted.state, doubted.context.units[0]?.validity]).toEqual(['working', 'SUSPECT']);
    const accepted = doubted.ask(
      { type: 'validity.decided', unitNo: 1, decision: 'ACCEPT', reason: 'Hold empty for an hour.' },
      person('officer'),
    );
    expect(draftOf(decoded(accepted)).deviations).toMatchObject([
      { code: 'UNSAMPLED_GAP', en: expect.stringContaining('Hold 1: '), acceptedBy: 'Name of officer' },
    ]);
  });
});

describe('a parcel of crude', () => {
  const tests = ['water', 'sulfur'];
  const collected = {
    taken: 15_990,
    keptMass: d('13.4'),
    containers: [],
    spread: { lastCutAt: 120_000, longest: d('7.6'), unsampled: d('0'), flows: d('0') },
  };
  const begun = () => declared(petroleumCargo(tests)).give(drawn('sampling', 2, 'S'));
  const received = (volumes: readonly (string | undefined)[]) => ({
    steps: [
      {
        no: 1,
        status: 'done' as const,
        reason: '',
        by: person('preparer'),
        at: '2026-03-05T05:00:00.000Z' as never,
        second: null,
        deed: {
          kind: 'do' as const,
          step: 'receive',
          data: {
            kind: 'receive' as const,
            evidence: [],
            balanceId: 'B1',
            missing: [],
            containers: volumes.map((volume, index) => ({
              position: index + 1,
              seal: `R${index}`,
              gross_kg: d('8'),
              tare_kg: d('1'),
              ...(volume !== undefined && { volume_mL: d(volume), capacity_mL: d('10000') }),
            })),
          },
        },
      },
    ],
  });
  const opened = (volumes: readonly (string | undefined)[]) =>
    begun()
      .give(sampled(1, collected))
      .give(drawn('preparation', 1, 'P', 1))
      .give(handled(1, received(volumes)));

  it('is judged when its receivers have been measured', () => {
    const before = begun().give(sampled(1, collected));
    expect(before.context.units).toMatchObject([{ validity: 'VALID', conformance: { factors: null } }]);
    const { context } = opened(['7900', '8000']);
    expect(context.units).toMatchObject([
      { validity: 'VALID', conformance: { factors: { sampleVolume: '15900.0' } } },
    ]);
  });

  it('is suspect when nobody measured it, and invalid when half is missing', () => {
    expect(opened(['7900', undefined]).context.units).toMatchObject([
      { validity: 'SUSPECT', preparationFindings: [{ code: 'SAMPLE_VOLUME_NOT_MEASURED' }] },
    ]);
    const half = opened(['7900']);
    expect(half.context.units).toMatchObject([{ validity: 'INVALID' }]);
    expect(half.state).toBe('working');
  });

  describe('of which less comes than was declared', () => {
    // 100 000 of 120 000 m³ at 7.50 m³ a grab: 13 333 grabs.
    const short = { ...collected, passed: d('100000'), taken: 13_333 };
    const taken = () =>
      begun()
        .give(sampled(1, short))
        .give(drawn('preparation', 1, 'P', 1));
    const shortOpened = () =>
      taken()
        .give(handled(1, received(['6600', '6600'])))
        .give(drawn('assay', 2, 'A', 1));
    const ticket = (more = {}) => ({
      type: 'quantity.measured',
      id: 'T-1',
      method: 'flow-meter',
      quantity: d('100000'),
      unit: 'm3',
      unitNo: 1,
      measuredAt: '2026-03-05T04:00:00.000Z',
      document: 'T-1',
      evidence: [],
      ...more,
    });
    const officer = person('officer');

    it('is invalid by what was declared, judged anew by what the meter measured, and then tested', () => {
      const before = shortOpened();
      expect(before.context.units).toMatchObject([
        { stage: 'prepared', validity: 'INVALID', conformance: { findings: expect.arrayContaining([expect.objectContaining({ code: 'PARCEL_NOT_AS_DECLARED' })]) } }, // prettier-ignore
      ]);
      expect(before.wishes('process.start')).toEqual([]);
      const judged = before.ask(ticket(), officer);
      expect(judged.context.units).toMatchObject([
        {
          quantity: '100000',
          measurement: 'T-1',
          validity: 'VALID',
          stage: 'testing',
          conformance: { grabsExpected: 13_333, findings: [] },
        },
      ]);
      expect(judged.wishes('process.start')).toMatchObject([{ definition: 'assay' }]);
      expect(judged.context.measurements).toMatchObject([{ id: 'T-1', unitNo: 1 }]);
    });

    it('is judged at once where it was measured before its receivers were', () => {
      const judged = taken()
        .ask(ticket(), officer)
        .give(handled(1, received(['6600', '6600'])));
      expect(judged.context.units).toMatchObject([
        { validity: 'VALID', conformance: { grabsExpected: 13_333 } },
      ]);
    });

    it('waits for another officer where the meters differ, and for a word anew when it is measured again', () => {
      const doubted = shortOpened().ask(ticket({ quantity: d('102000') }), officer);
      expect(doubted.context.units).toMatchObject([{ validity: 'SUSPECT', officer: null }]);
      const accept = { type: 'validity.decided', unitNo: 1, decision: 'ACCEPT', reason: 'Line fill.' };
      expect(doubted.refusalOf(accept, officer)).toMatchObject({ code: 'MEASURED_SAME_PERSON', field: 'decision' });
      expect(doubted.refusalOf({ ...accept, decision: 'REJECT' }, officer)).toBeUndefined();
      const accepted = doubted.ask(accept, person('another-officer'));
      expect(accepted.context.units).toMatchObject([{ stage: 'testing', officer: { decision: 'ACCEPT' } }]);
      const again = accepted.ask(ticket({ id: 'T-2', quantity: d('102100') }), officer);
      expect(again.context.units).toMatchObject([{ measurement: 'T-2', validity: 'SUSPECT', officer: null }]);
    });

    it.each([
      ['a unit that is not', { unitNo: 7 }, 'UNIT_NOT_FOUND', 'unitNo'],
      ['tonnes', { unit: 't' }, 'UNIT_OF_QUANTITY', 'unit'],
    ])('is not taken of %s', (_, more, code, field) => {
      expect(shortOpened().refusalOf(ticket(more), officer)).toMatchObject({ code, field });
    });

    it('is not taken before it was sampled, below what passed unsampled, once all is assessed, or of a hold of grain', () => {
      expect(begun().refusalOf(ticket(), officer)).toMatchObject({ code: 'UNIT_NOT_SAMPLED' });
      const gap = begun().give(sampled(1, { ...short, spread: { ...short.spread, unsampled: d('500') } }));
      expect(gap.refusalOf(ticket({ quantity: d('499') }), officer)).toMatchObject({
        code: 'PARCEL_TOO_SMALL',
        field: 'quantity',
      });
      const found = { water: '0.1', sulfur: '0.5' };
      const assessed = decoded(
        tested(shortOpened().ask(ticket(), officer), petroleumPack.assay.items, found),
      );
      expect(assessed.state).toBe('assessed');
      expect(assessed.refusalOf(ticket({ id: 'T-2' }), officer)).toMatchObject({ code: 'CARGO_ASSESSED' });
      const grain = declared(grainCargo([])).give(drawn('sampling', 3, 'S'));
      expect(grain.refusalOf(ticket(), officer)).toMatchObject({
        code: 'UNIT_NOT_MEASURED',
        field: 'unitNo',
      });
    });
  });

  it('without a grab is lost', () => {
    const lost = begun().give(sampled(1, { ...collected, taken: 0 }));
    expect(lost.context.units).toMatchObject([{ validity: 'INVALID' }]);
    expect(lost.wishes('custody.draw-codes')).toEqual([]);
  });
});
