import fc from 'fast-check';
import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString, instant } from '../kernel/brand.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import {
  approved,
  custodians,
  decided,
  declared,
  decode,
  decoded,
  issuedAs,
  planned,
  playOut,
  prepare,
  sampled,
} from './consignment.fixture.ts';
import type { Consignment } from './consignment.fixture.ts';

const pack = coalRulePack;
const plan = planned(pack);
const assessed = () => decoded(playOut(pack));
const preparer = person('preparer');
const customs = { kind: 'customs' as const, id: 'customs-demo' };
const started = (consignment: Consignment) =>
  consignment.wishes('process.start').map(({ definition }) => definition);
const issued = issuedAs('DG2026-11-000001');

describe('a consignment', () => {
  it('draws a code for the lot and one for each unit, and samples the first unit', () => {
    const begun = declared(pack);
    expect(begun.wishes('custody.draw-codes')).toEqual([
      { stage: 'sampling', ref: 0, count: plan.units + 1 },
    ]);
    const working = begun.give({
      type: 'codes.drawn',
      stage: 'sampling',
      ref: 0,
      codes: ['LOT', 'S1', 'S2'],
    });
    expect(working.wishes('process.start')).toMatchObject([
      {
        definition: 'coal-sampling',
        process: 'coal-sampling/S1',
        input: {
          order: { unitNo: 1, lotId: 'LOT', sampleId: 'S1', incrementsPlanned: plan.incrementsPerUnit },
        },
      },
    ]);
    expect(working.context.units.map(({ stage }) => stage)).toEqual(['sampling', 'planned']);
  });

  it('goes with two units through sampling, preparation and laboratory to customs’ decision', () => {
    const tested = playOut(pack);
    expect(tested.state).toBe('decoding');
    expect(tested.context.units).toMatchObject([
      { stage: 'tested', validity: 'VALID' },
      { stage: 'tested', validity: 'VALID' },
    ]);
    const ready = tested.ask(decode, custodians[0]).ask(decode, custodians[1]);
    expect(ready.context.conformity?.overall).toBe('PASS');
    const certifying = ready.ask(prepare, preparer);
    expect(certifying.wishes('process.start')).toMatchObject([
      {
        definition: 'certificate',
        process: 'certificate/D1.1.1',
        input: {
          preparedBy: { id: 'preparer' },
          draftDigest: 'd'.repeat(64),
          draft: { lineageDigest: 'l'.repeat(64) },
        },
      },
    ]);
    const certified = certifying.give(issued);
    expect([certified.state, certified.context.certificate?.number]).toEqual(['certified', 'DG2026-11-000001']);
    const removed = certified.ask(decided('removal'), customs);
    expect(removed.state).toBe('certified');
    const closed = removed.ask(decided('use'), customs);
    expect([closed.state, closed.isDone]).toEqual(['closed', false]);
    expect(closed.elapse()).toMatchObject({ state: 'archived', isDone: true });
  });

  it('keeps the lineage: lot, one gross sample a unit, four bottles of each', () => {
    const { containers, lotCode } = playOut(pack).context;
    expect(containers).toHaveLength(1 + 2 + 8);
    expect(containers.filter(({ parent }) => parent === lotCode).map(({ mass }) => mass)).toEqual([
      '60',
      '60',
    ]);
    expect(containers.filter(({ kind }) => kind === 'moisture-6mm')).toMatchObject([
      { mass: '1.6', seal: 'CP-01-161' },
      { mass: '1.6', seal: 'CP-01-261' },
    ]);
  });

  it('has total moisture tested from the moisture bottle and everything else from the analysis bottle', () => {
    const tested = new Map<string, string[]>();
    const bottles = playOut(pack, {
      assay: (order) => {
        tested.set(
          order.code,
          order.items.map(({ item }) => item),
        );
        return approved(pack, order);
      },
    }).context.containers;
    const others = pack.assay.items.map(({ item }) => item).filter((item) => item !== 'Mt');
    const expected = { 'moisture-6mm': ['Mt'], 'analysis-0.2mm': others } as const;
    for (const { code, kind } of bottles)
      expect(tested.get(code)).toEqual(expected[kind as keyof typeof expected]);
    expect(tested.size).toBe(4);
  });

  it('comes to the same end in whatever order its processes tell', () => {
    /** Everything but when and by which input it was told. */
    const essence = ({
      context: { units, results, conformity, containers },
      state,
    }: Consignment): unknown => {
      const sorted = [...containers].sort((one, other) => one.code.localeCompare(other.code));
      const stamps = new Set(['at', 'by', 'inputId']);
      return JSON.parse(
        JSON.stringify({ state, units, results, conformity, sorted }, (key, value: unknown) =>
          stamps.has(key) ? undefined : value,
        ),
      );
    };
    const inOrder = essence(assessed());
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (choices) => {
        const left = [...choices];
        const shuffled = decoded(playOut(pack, {}, { pick: (count) => (left.pop() ?? 0) % count }));
        expect(essence(shuffled)).toEqual(inOrder);
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it('asks for every turn at the plant on the terms it was declared with', () => {
    const turns = { urgency: 'urgent', dueAt: instant('2026-03-06T00:00:00.000Z') } as const;
    const drawn = (stage: string, ref: number, codes: string[]) => ({
      type: 'codes.drawn',
      stage,
      ref,
      codes,
    });
    const sampling = declared(pack, { order: { turns } }).give(drawn('sampling', 0, ['LOT', 'S1', 'S2']));
    expect(sampling.wishes('process.start')).toMatchObject([
      { definition: 'coal-sampling', input: { order: turns } },
    ]);
    const preparing = sampling.give({ ...sampled(1) }).give(drawn('preparation', 1, ['P1']));
    expect(preparing.wishes('process.start')).toMatchObject([
      { definition: 'coal-preparation', input: { order: turns } },
    ]);
  });

  it('samples the second unit while the first is prepared, never both at once', () => {
    const first = declared(pack).give({
      type: 'codes.drawn',
      stage: 'sampling',
      ref: 0,
      codes: ['LOT', 'S1', 'S2'],
    });
    expect(started(first)).toEqual(['coal-sampling']);
    const second = first.give({ ...sampled(1) });
    expect(second.wishes('process.start')).toMatchObject([{ process: 'coal-sampling/S2' }]);
    expect(second.wishes('custody.draw-codes')).toEqual([{ stage: 'preparation', ref: 1, count: 1 }]);
  });
});

describe('decoding', () => {
  const tested = playOut(pack);
  it('needs two persons', () => {
    const once = tested.ask(decode, custodians[0]);
    expect([once.state, once.context.results]).toEqual(['decoding', null]);
    expect(once.refusalOf(decode, custodians[0])).toMatchObject({ code: 'DECODE_SAME_PERSON' });
    expect(once.give(decode, custodians[0]).state).toBe('decoding');
    expect(once.ask(decode, custodians[1]).state).toBe('assessed');
  });
  it('is not possible before every result is approved', () => {
    expect(declared(pack).refusalOf(decode, custodians[0])).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
  });
  it('is refused, not broken off, when results contradict each other', () => {
    const absurd = playOut(pack, { assay: (order) => approved(pack, order, { M: '60.00', A: '50.00' }) });
    const once = absurd.ask(decode, custodians[0]);
    expect(once.refusalOf(decode, custodians[1])).toMatchObject({ code: 'BASIS_IMPOSSIBLE' });
  });
});

describe('a certificate', () => {
  const ready = assessed();
  it('is not begun while something it must state is missing', () => {
    const nameless = decoded(playOut(pack, {}, { order: { customer: { name: '' } } }));
    const refusal = nameless.refusalOf(prepare, preparer);
    expect(refusal).toMatchObject({ code: 'CERTIFICATE_INCOMPLETE', field: 'customer.name' });
  });
  it('says that fewer increments were taken than planned, also where the sample is valid all the same', () => {
    const lax = { plan: { ...plan, precision: decimalString('9') } };
    const one = { sampling: (no: number) => sampled(no, { taken: plan.incrementsPerUnit - 1, missed: 1 }) };
    const fewer = decoded(playOut(pack, one, { cargo: lax }));
    expect(fewer.context.units.map(({ validity }) => validity)).toEqual(['VALID', 'VALID']);
    expect(fewer.refusalOf(prepare, preparer)).toBeUndefined();
    const draft = fewer.ask(prepare, preparer).wishes('process.start')[0]?.input as {
      draft: { deviations: { code: string }[] };
    };
    expect(draft.draft.deviations.map(({ code }) => code)).toEqual(['FEWER_INCREMENTS', 'FEWER_INCREMENTS']);
  });
  it('that was not issued can be prepared again, under another id', () => {
    const again = ready
      .ask(prepare, preparer)
      .give({ type: 'certificate.not-issued', reason: 'GLYPH_MISSING: no glyph' });
    expect([again.state, again.context.notIssued, again.context.certificateId]).toEqual([
      'assessed',
      'GLYPH_MISSING: no glyph',
      null,
    ]);
    expect(again.ask(prepare, preparer).wishes('process.start')).toMatchObject([
      { process: 'certificate/D1.1.2' },
    ]);
  });
  it('is begun once at a time', () => {
    expect(ready.ask(prepare, preparer).refusalOf(prepare, preparer)).toMatchObject({
      code: 'NOT_POSSIBLE_NOW',
    });
  });
});

describe('customs’ decision', () => {
  it('is kept whenever it comes, and closes only a certified consignment', () => {
    const early = declared(pack).ask(decided('use'), customs);
    expect(early.state).toBe('planned');
    expect(early.context.decisions).toMatchObject([{ id: 'decision-use', outcome: 'RELEASED' }]);
    const later = assessed().ask(decided('use'), customs);
    expect(later.state).toBe('assessed');
    expect(later.ask(prepare, preparer).give(issued).state).toBe('closed');
  });
  it('names this goods item', () => {
    expect(declared(pack).refusalOf(decided('use', { goodsItem: 2 }), customs)).toMatchObject({
      code: 'GOODS_ITEM_NOT_FOUND',
      field: 'goodsItem',
    });
  });
  it('can be corrected until the result stands, and not after', () => {
    const closed = assessed().ask(prepare, preparer).give(issued).ask(decided('use'), customs);
    const corrected = closed.ask(decided('removal'), customs);
    expect(corrected.context.decisions).toHaveLength(2);
    expect(corrected.elapse().refusalOf(decided('removal'), customs)).toMatchObject({
      code: 'NOT_POSSIBLE_NOW',
    });
  });
});
