import { missingItems } from '../../certificate/completeness.ts';
import { certificateDraft } from '../../certificate/draft.ts';
import { decimalString as d } from '../../kernel/brand.ts';
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
  const begun = () => declared(grainCargo(tests)).give(drawn('sampling', 3, 'S'));
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

  it('without a grab is lost', () => {
    const lost = begun().give(sampled(1, { ...collected, taken: 0 }));
    expect(lost.context.units).toMatchObject([{ validity: 'INVALID' }]);
    expect(lost.wishes('custody.draw-codes')).toEqual([]);
  });
});
