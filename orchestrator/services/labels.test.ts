import type { BlindCode } from '../../workflows/kernel/brand.ts';
import { demonstrationShip } from '../demo/ship.ts';
import type { ContainerView } from '../views/model.ts';
import type { LabelPrintView } from '../views/journey-labels.ts';
import { collections } from '../views/projection.ts';
import { createJourneyService } from './journey.ts';
import type { ConsignmentJourney, JourneyService } from './journey.ts';
import { stages } from './journey-stage.ts';
import type { Stage } from './journey-stage.ts';
import { createLabelService } from './labels.ts';
import type { LabelService, LabelWish } from './labels.ts';
import { caller, certified, eventually, inLaboratory, openHouse } from './testing/house.ts';
import type { House } from './testing/house.ts';
import { allAssays, allRuns } from './testing/listed.ts';

describe('labels and journey of a ship of coal', () => {
  let house: House;
  let labels: LabelService;
  let journey: JourneyService;
  let consignment: Awaited<ReturnType<typeof inLaboratory>>;
  let containers: readonly ContainerView[];
  let codes: Readonly<Record<Stage, BlindCode>>;
  beforeAll(async () => {
    house = await openHouse();
    let ids = 0;
    labels = createLabelService({ ...house, newId: () => `print-${(ids += 1)}` });
    journey = createJourneyService(house);
    consignment = await inLaboratory(house, demonstrationShip);
    containers = await house.operator.lineage(consignment);
    const runs = await allRuns(house.operator);
    const [task] = await allAssays(house.operator);
    const codeOf = (found: { readonly code: BlindCode } | undefined) => {
      if (!found) throw new Error('there is no such sample');
      return found.code;
    };
    const ran = (definition: string) =>
      codeOf(runs.filter((run) => run.definition === definition).map((run) => ({ code: run.sampleCode }))[0]);
    codes = {
      sampling: ran('coal-sampling'),
      preparation: ran('coal-preparation'),
      assay: codeOf(task),
      storage: codeOf(containers.find(({ kind }) => kind === 'reserve-3mm')),
    };
  });
  afterAll(() => house.stop());

  const wish = (code: BlindCode, more: Partial<LabelWish> = {}): LabelWish => ({
    code,
    container: 0,
    format: 'zpl',
    size: '60x40',
    resolution: 203,
    ...more,
  });
  const said = async (stage: Stage, container = 0) => {
    const printed = await labels.print(caller('custodian'), [stage], wish(codes[stage], { container }));
    if (!printed.ok) throw new Error(printed.refusal.code);
    return printed.value
      .toString('utf8')
      .replaceAll(/(?:_[0-9A-F]{2})+/g, (octets) =>
        Buffer.from(octets.replaceAll('_', ''), 'hex').toString('utf8'),
      );
  };

  it.each([
    ['sampling', 0, '总样'],
    ['sampling', 1, '总样'],
    ['preparation', 0, '待制样品'],
    ['assay', 0, '样'],
    ['storage', 0, '存查样'],
  ] as const)(
    'of %s, container %i, say what it is, and neither mass nor seal',
    async (stage, container, kind) => {
      const label = await said(stage, container);
      expect(label).toContain(kind);
      expect(label).toContain(codes[stage]);
      expect(label).not.toMatch(/Mass|Seal/);
    },
  );

  it('of a bottle under its preparation code show what it holds and what closes it', async () => {
    const label = await said('preparation', 1);
    expect(label).toMatch(/全水分样[^]*质量 Mass: 1.6 kg[^]*封识 Seal: CP-01-1/);
  });

  it('are there for the stages that are asked for only', async () => {
    for (const stage of stages) {
      const others = stages.filter((each) => each !== stage);
      const refused = await labels.print(caller('somebody'), others, wish(codes[stage]));
      expect(refused).toMatchObject({ ok: false, refusal: { code: 'NOT_FOUND', field: 'code' } });
    }
  });

  it('are refused for a bottle that is not filled, and for the lot, which is no vessel', async () => {
    const missing = await labels.print(
      caller('preparer'),
      ['preparation'],
      wish(codes.preparation, { container: 9 }),
    );
    expect(missing).toMatchObject({ ok: false, refusal: { code: 'CONTAINER_UNKNOWN', field: 'container' } });
    const lot = containers.find(({ kind }) => kind === 'lot');
    const refused = await labels.print(caller('custodian'), stages, wish(lot?.code ?? codes.assay));
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'NOT_FOUND' } });
  });

  it('are in the journal before they are given out, and what is refused is not', async () => {
    const before = house.journal.entries.length;
    const { length } = await house.views.find(collections.labels);
    await labels.print(caller('analyst'), ['assay'], wish(codes.assay, { format: 'pdf' }));
    await labels.print(caller('analyst'), ['assay'], wish(codes.sampling));
    expect(house.journal.entries).toHaveLength(before + 1);
    const prints = await house.views.find<LabelPrintView>(collections.labels);
    expect(prints).toHaveLength(length + 1);
    expect(prints.at(-1)).toMatchObject({
      code: codes.assay,
      format: 'pdf',
      by: { id: 'analyst', name: 'Name of analyst' },
    });
  });

  it('leave a journey of one stage under its code, which leads to no other', async () => {
    const sampled = await journey.ofSample(codes.sampling, ['sampling']);
    expect(sampled?.events.map(({ step }) => step)).toEqual([
      'sampling-ordered', 'set-up', 'first-cut', 'last-cut', 'sealed', 'sampling-ended',
    ]); // prettier-ignore
    const prepared = await journey.ofSample(codes.preparation, ['preparation']);
    expect(prepared?.events.filter(({ step }) => step === 'filled')).toHaveLength(4);
    expect(await journey.ofSample(codes.preparation, ['sampling', 'assay'])).toBeNull();
    for (const [stage, code] of Object.entries(codes)) {
      const told = JSON.stringify(await journey.ofSample(code, stages));
      for (const [other, foreign] of Object.entries(codes))
        if (other !== stage) expect(told).not.toContain(foreign);
      expect(told).not.toMatch(/consignment|position|EASTERN HARVEST/);
    }
  });

  describe('to the certificate', () => {
    let whole: ConsignmentJourney;
    beforeAll(async () => {
      await certified(house, consignment);
      const found = await eventually(() => journey.ofConsignment(consignment));
      whole = found;
    });

    it('tell every step in the order of the journal, by whom and in which process', () => {
      const steps = whole.events.map(({ step }) => step);
      expect(steps[0]).toBe('declared');
      const order = [
        'declared', 'sampling-ordered', 'set-up', 'first-cut', 'last-cut', 'sealed', 'sampling-ended', 'preparation-ordered', 'received',
        'filled', 'line-stage', 'preparation-ended', 'assay-received', 'determined', 'assay-approved', 'decoding-authorised', 'decoded',
        'certificate-prepared', 'certificate-reviewed', 'certificate-approved', 'certificate-issued',
      ] as const; // prettier-ignore
      const first = order.map((step) => steps.indexOf(step));
      expect(first).not.toContain(-1);
      expect(first).toEqual(first.toSorted((a, b) => a - b));
      const positions = whole.events.map(({ position }) => position);
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      expect(whole.events.find(({ step }) => step === 'assay-approved')?.by).toMatchObject({
        id: 'reviewer',
      });
      for (const { position, process, at } of whole.events) {
        const entry = house.journal.entries[position - 1];
        expect(entry).toMatchObject({ position, process });
        expect(entry?.body).toContain(at);
      }
    });

    it('count the copies of each label, for those who may decode', () => {
      const copies = whole.events
        .filter(({ step, details }) => step === 'label-printed' && details['code'] === codes.preparation)
        .map(({ details }) => [details['container'], details['copy']]);
      expect(copies).toEqual([[0, 1], [1, 1]]); // prettier-ignore
      const assays = whole.events.filter(
        ({ step, details }) => step === 'label-printed' && details['code'] === codes.assay,
      );
      expect(assays.map(({ details }) => details['copy'])).toEqual([1, 2]);
    });

    it('show which vessel came of which, by which process', () => {
      expect(whole.nodes.map(({ code }) => code).sort()).toEqual(containers.map(({ code }) => code).sort());
      expect(whole.edges).toHaveLength(containers.length - 1);
      const gross = whole.nodes.find(({ code }) => code === codes.sampling);
      expect(gross).toMatchObject({
        kind: 'gross-sample',
        containers: [{ position: 1, seal: expect.stringMatching(/^CS-01-\d+$/) }],
      });
      expect(whole.edges.find(({ to }) => to === codes.sampling)).toMatchObject({
        step: 'sampling',
        process: `coal-sampling/${codes.sampling}`,
      });
      for (const edge of whole.edges.filter(({ from }) => from === codes.sampling))
        expect(edge).toMatchObject({
          step: 'preparation',
          process: expect.stringMatching(/^coal-preparation\//),
        });
    });

    it('are there for consignments only', async () => {
      expect(await journey.ofConsignment(`coal-sampling/${codes.sampling}` as typeof consignment)).toBeNull();
      expect(await journey.ofConsignment('consignment/none.1' as typeof consignment)).toBeNull();
    });
  });
});
