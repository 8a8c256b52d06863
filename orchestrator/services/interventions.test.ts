import { blindCode, decimalString, processId, unitId } from '../../workflows/kernel/brand.ts';
import type { SamplerOrder } from '../../workflows/sampler-run/run.ts';
import { plainPng } from '../evidence/evidence.fixture.ts';
import { deedOf } from './interventions.ts';
import { caller, eventually, openHouse } from './testing/house.ts';
import type { House } from './testing/house.ts';
import { allRuns } from './testing/listed.ts';

/** A sampling whose ship is larger than what the test's plant unloads, so that it stays under way. */
const order: SamplerOrder = {
  parent: processId('consignment/none'),
  unitNo: 1,
  sampler: unitId('CS-01'),
  lotId: blindCode('LOT'),
  sampleId: blindCode('SAMPLE'),
  recipeId: 'coal-sampling',
  settings: { 'Set.IncrementsPlanned': 5 },
  incrementsPlanned: 5,
  quantity: decimalString('5000000'),
  isLast: true,
  quantityTolerance: decimalString('0.01'),
  spacing: null,
};

describe('people who take part in a sampling', () => {
  let house: House;
  const id = processId('coal-sampling/SAMPLE');
  const [sampler, witness] = [caller('sampler'), caller('witness')];
  beforeAll(async () => {
    house = await openHouse();
    await house.engine.start('coal-sampling', id, {
      id: 'begin',
      at: house.clock(),
      actor: { kind: 'system', id: 'test' },
      event: { type: 'process.start', input: { order } },
    });
    await eventually(async () =>
      (await allRuns(house.operator)).find((run) => run.status === 'sampling' && run.incrementsTaken === 5),
    );
  });
  afterAll(() => house.stop());

  const reason = 'The cutter dragged lumps along.';
  const voidIncrement = (increment: number) =>
    house.operator.intervene(sampler, id, { deed: { kind: 'void-increment', increment }, reason });

  it('void an increment by its number; what it weighed is taken from the record', async () => {
    expect(await voidIncrement(2)).toMatchObject({
      ok: true,
      value: { incrementsTaken: 5, interventions: [{ status: 'proposed' }] },
    });
    const settled = await house.operator.settleInterventions(witness, id, {
      decision: 'CONFIRM',
      numbers: [1],
    });
    expect(settled).toMatchObject({
      ok: true,
      value: {
        incrementsTaken: 4,
        interventions: [
          {
            kind: 'void-increment',
            details: { increment: 2, amount: '10.42' },
            reason,
            by: 'Name of sampler',
            status: 'done',
            second: { by: 'Name of witness' },
          },
        ],
      },
    });
  });

  it('cannot void what was never taken, or settle what nobody proposed', async () => {
    expect(await voidIncrement(6)).toMatchObject({
      ok: false,
      refusal: { code: 'INCREMENT_NOT_RECORDED', field: 'increment' },
    });
    expect(
      await house.operator.settleInterventions(witness, id, { decision: 'CONFIRM', numbers: [9] }),
    ).toMatchObject({
      ok: false,
      refusal: { code: 'INTERVENTION_NOT_FOUND' },
    });
    expect(
      await house.operator.intervene(sampler, processId('coal-sampling/none'), {
        deed: { kind: 'begin-manual' },
        reason,
      }),
    ).toMatchObject({ ok: false, refusal: { code: 'NOT_FOUND' } });
  });

  it('decline with a reason what they do not agree with', async () => {
    await voidIncrement(3);
    const declined = await house.operator.settleInterventions(witness, id, {
      decision: 'DECLINE',
      numbers: [2],
      reason: 'I saw a clean cut.',
    });
    expect(declined).toMatchObject({
      ok: true,
      value: {
        incrementsTaken: 4,
        interventions: [{}, { status: 'declined', second: { reason: 'I saw a clean cut.' } }],
      },
    });
  });

  describe('take increments by hand', () => {
    const photo = 'ab'.repeat(32);
    const byHand = (evidence?: readonly string[]) => ({
      kind: 'manual-increment' as const,
      amount: decimalString('2'),
      takenAt: house.clock(),
      ...(evidence && { evidence }),
    });
    const asked = (photosRequired: boolean, evidence?: readonly string[]) =>
      deedOf({ ...house, site: { manualSampling: { photosRequired } } }, id, byHand(evidence));

    it('with photos where the site asks for them', async () => {
      expect(await asked(true)).toMatchObject({ refusal: { code: 'PHOTO_REQUIRED', field: 'deed.evidence' } });
      expect(await asked(true, [])).toMatchObject({ refusal: { code: 'PHOTO_REQUIRED' } });
      expect(await asked(false)).toMatchObject({ ok: true });
    });

    it('with photos that are stored, and shows them', async () => {
      const propose = (evidence: readonly string[]) =>
        house.operator.intervene(sampler, id, { deed: byHand(evidence), reason: 'The sampler stands.' });
      expect(await propose([photo])).toMatchObject({
        refusal: { code: 'EVIDENCE_NOT_FOUND', field: 'deed.evidence' },
      });
      const stored = await house.evidence.store(sampler, plainPng);
      if (!stored.ok) throw new Error(stored.refusal.message);
      const { sha256 } = stored.value;
      expect(await asked(true, [sha256])).toMatchObject({ value: { evidence: [sha256] } });
      await house.operator.commandRun(sampler, id, { command: 'hold', reason: 'It is jammed.' });
      await eventually(async () => (await allRuns(house.operator)).find(({ status }) => status === 'held'));
      const begun = await house.operator.intervene(sampler, id, { deed: { kind: 'begin-manual' }, reason });
      if (!begun.ok) throw new Error(begun.refusal.message);
      const no = begun.value.interventions.length;
      await house.operator.settleInterventions(witness, id, { decision: 'CONFIRM', numbers: [no] });
      const proposed = await propose([sha256]);
      expect(proposed.ok && proposed.value.interventions.at(-1)).toMatchObject({
        kind: 'manual-increment',
        details: { amount: '2' },
        evidence: [sha256],
      });
    });
  });
});
