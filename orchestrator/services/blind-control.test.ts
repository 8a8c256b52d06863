import { assayProcess } from '../../workflows/assay/task.ts';
import { verifyLineage } from '../../workflows/custody/lineage.ts';
import { decimalString as d, instant, processId } from '../../workflows/kernel/brand.ts';
import type { BlindCode, ProcessId } from '../../workflows/kernel/brand.ts';
import { demonstrationShip as ship } from '../demo/ship.ts';
import { decodeBody } from '../engine/entry.ts';
import type { BlindSampleView } from '../views/blind-control-view.ts';
import { collections } from '../views/projection.ts';
import { Projector } from '../views/projector.ts';
import { openBlindControl } from './blind-control-setup.ts';
import { stages } from './journey-stage.ts';
import type { Stage } from './journey-stage.ts';
import { createJourneyService } from './journey.ts';
import { createLabelService } from './labels.ts';
import {
  alarmCatalogue, caller, eventually, inLaboratory, issued, openHouse, packs, site, testBottle,
} from './testing/house.ts'; // prettier-ignore
import type { House } from './testing/house.ts';
import { memoryViews } from './testing/memory-stores.ts';
import { allAssays, allCertificates } from './testing/listed.ts';

/** Every analysis bottle gets both. The coal of every test has A,d 11.19 and V,d 35.06: the material's volatile matter is not that. */
const blindControl = {
  groups: [
    {
      id: 'coal-analysis',
      commodity: 'coal' as const,
      bottles: ['analysis-0.2mm'],
      duplicates: d('1'),
      references: d('1'),
      leastMass_kg: d('0.001'),
    },
  ],
  materials: [
    {
      id: 'GBW-1',
      name: { zh: '煤标准物质', en: 'Coal reference material' },
      commodity: 'coal' as const,
      values: [
        { item: 'A', basis: 'd' as const, value: d('11.20'), uncertainty: d('0.10'), coverageFactor: d('2') },
        { item: 'V', basis: 'd' as const, value: d('38.00'), uncertainty: d('0.20'), coverageFactor: d('2') },
      ],
      portions: 1,
      validUntil: '2027-12-31',
    },
  ],
  massTolerancePercent: d('1'),
  longestWait_min: 600,
};
const at = { ...site, blindControl };
const laboratory = processId(`blind-control/${site.laboratory.office}`);
const custodian = caller('custodian1');
const beforeAnything = instant('2026-03-05T00:00:00.000Z');

describe('a laboratory that controls itself', () => {
  let house: House;
  let first: ProcessId;
  let ordinary: readonly BlindCode[];
  let controls: readonly BlindSampleView[];
  beforeAll(async () => {
    house = await openHouse(at);
    first = await inLaboratory(house, ship);
    ordinary = (await allAssays(house.operator)).map(({ code }) => code);
    controls = await eventually(async () => {
      const { items: wanted } = await house.blindControl.controls({ status: 'toLabel' }, { limit: 10 });
      return wanted.some(({ kind }) => kind === 'reference') && wanted.length > 1 && wanted;
    });
  });
  afterAll(() => house.stop());

  const ofKind = (kind: BlindSampleView['kind']) => {
    const one = controls.find((each) => each.kind === kind);
    if (!one) throw new Error(`there is no ${kind}`);
    return one;
  };
  const task = async (code: BlindCode) => {
    const found = await house.operator.assayTask(code);
    if (!found) throw new Error(`${code} is not on the bench`);
    return found;
  };
  const originalOf = ({ of }: BlindSampleView) => {
    if (of === null) throw new Error('it is of no bottle');
    return of;
  };
  /** What stands on the label of a bottle besides its code. */
  let prints = 0;
  const labelOf = async (code: BlindCode, within: readonly Stage[]) => {
    const labels = createLabelService({ ...house, newId: () => `print-${(prints += 1)}` });
    const wish = { code, container: 0, format: 'zpl', size: '60x40', resolution: 203 } as const;
    const printed = await labels.print(custodian, within, wish);
    if (!printed.ok) throw new Error(printed.refusal.code);
    const inFours = code.replaceAll(/.{4}(?=.)/g, '$& ');
    return printed.value.toString('utf8').replaceAll(code, 'CODE').replaceAll(inFours, 'CODE');
  };
  const finish = async (code: BlindCode) => {
    await testBottle(house.operator, code);
    const reviewed = await house.operator.reviewAssay(caller('reviewer'), code, { decision: 'ACCEPT' });
    if (!reviewed.ok) throw new Error(reviewed.refusal.message);
  };
  const scoresOf = (id: ProcessId) =>
    eventually(async () => {
      const one = await house.blindControl.control(id);
      return one?.status === 'scored' && one.scores;
    });

  it('tells the custodian what to divide and fill, and nobody on the bench', async () => {
    expect(ordinary).toContain(originalOf(ofKind('duplicate')));
    expect(controls.filter(({ kind }) => kind === 'reference')).toHaveLength(1);
    for (const { code } of controls) expect(await house.operator.assayTask(code)).toBeNull();
    const { groups, materials } = await house.blindControl.rates();
    const analysed = groups[0]?.counted.assays ?? 0;
    expect(groups[0]?.counted).toMatchObject({
      duplicates: analysed,
      references: 1,
      unsupplied: analysed - 1,
    });
    expect(materials).toMatchObject([{ id: 'GBW-1', remaining: 0 }]);
  });

  it('has labels for them that look like those of their bottles', async () => {
    const its = await labelOf(originalOf(ofKind('duplicate')), stages);
    for (const { code } of controls) expect(await labelOf(code, stages)).toBe(its);
  });

  it('keeps what is labelled back until ordinary bottles come, and sends it with them', async () => {
    const containers = await house.operator.lineage(first);
    for (const { id, of } of controls) {
      const divided = containers.find(({ code }) => code === of);
      const half = divided ? d((Number(divided.mass) / 2).toFixed(6)) : null;
      const portion_kg = half ?? d('0.06');
      const event = {
        type: 'control.labelled',
        portion_kg,
        seal: 'K',
        rest_kg: half,
        restSeal: half && 'O',
      } as const;
      expect(await house.blindControl.act(custodian, id, event)).toMatchObject({
        ok: true,
        value: { status: 'waiting' },
      });
    }
    for (const { code } of controls) expect(await house.operator.assayTask(code)).toBeNull();
    await inLaboratory(house, { ...ship, declarationNo: `${ship.declarationNo.slice(0, -1)}9` });
    await eventually(async () => {
      const tasks = await Promise.all(controls.map(({ code }) => house.operator.assayTask(code)));
      return tasks.every((each) => each !== null);
    });
  });

  it('shows who tests nothing by which a control differs from its bottle', async () => {
    const journey = createJourneyService(house);
    const all = async (code: BlindCode) => {
      const { code: _code, receivedAt: _receivedAt, ...rest } = await task(code);
      const { events, stage } = (await journey.ofSample(code, ['assay'])) ?? { events: [], stage: null };
      return {
        rest,
        label: await labelOf(code, ['assay']),
        stage,
        events: events.map(({ at: _at, ...event }) => event),
      };
    };
    const original = await all(originalOf(ofKind('duplicate')));
    expect(original.events.length).toBeGreaterThan(0);
    for (const { code } of controls) expect(await all(code)).toEqual(original);
  });

  it('scores a duplicate when both bottles are approved, and a material when it is', async () => {
    const [duplicate, reference] = [ofKind('duplicate'), ofKind('reference')];
    await finish(reference.code);
    await finish(duplicate.code);
    expect((await house.blindControl.control(duplicate.id))?.status).toBe('testing');
    await finish(originalOf(duplicate));
    const same = await scoresOf(duplicate.id);
    expect(same.map(({ item }) => item)).toEqual(duplicate.items);
    expect(same.every(({ verdict, score }) => verdict === 'ok' && score === '0.00')).toBe(true);
    const certified = await scoresOf(reference.id);
    expect(certified.map(({ item, verdict }) => [item, verdict])).toEqual([
      ['A', 'ok'],
      ['V', 'action'],
    ]);
    const points = await house.blindControl.results({ kind: 'reference', verdict: 'action' });
    expect(points).toMatchObject([
      { item: 'V', material: 'GBW-1', code: reference.code, analysts: ['analyst'] },
    ]);
    expect(await house.blindControl.results({ kind: 'reference', to: beforeAnything })).toEqual([]);
  });

  it('raises an alarm for what is beyond its limits, that names no bottle', async () => {
    const open = await eventually(async () => {
      const raised = (await house.alarms.open()).filter(({ code }) => code === 'BLIND_CONTROL_ACTION');
      return raised.length > 0 && raised;
    });
    expect(open).toHaveLength(1);
    expect(open[0]).toMatchObject({ process: null, priority: 2 });
    expect(open[0]?.message.en).toContain('beyond its action limit: V');
    expect(JSON.stringify(open)).not.toContain(ofKind('reference').code);
  });

  it('has what was taken of a bottle in the lineage of that bottle once it is scored, and the masses balance', async () => {
    const { code, of, labelled } = await eventually(async () => {
      const one = await house.blindControl.control(ofKind('duplicate').id);
      return one?.status === 'scored' && one;
    });
    const containers = await eventually(async () => {
      const all = await house.operator.lineage(first);
      return all.some((one) => one.code === code) && all;
    });
    const divided = containers.find((one) => one.code === of);
    expect(containers.find((one) => one.code === code)).toMatchObject({
      parent: of,
      kind: divided?.kind,
      mass: labelled?.portion_kg,
      seal: 'K',
    });
    expect(verifyLineage(containers, d('0.1'))).toMatchObject({ ok: true });
  });

  it('lets nothing else of a control into the consignment, and nothing into its certificate', async () => {
    for (const code of ordinary) if ((await task(code)).status !== 'approved') await finish(code);
    // Whatever is doubted of the sampling is no matter here.
    for (const { no } of (await house.operator.consignment(first))?.units ?? [])
      await house.operator.decideValidity(caller('officer'), first, {
        unitNo: no,
        decision: 'ACCEPT',
        reason: 'seen',
      });
    await issued(house, first);
    const told = JSON.stringify([
      await house.operator.consignment(first),
      await allCertificates(house.operator),
    ]);
    const lineage = JSON.stringify(await house.operator.lineage(first));
    expect(controls.filter(({ code }) => lineage.includes(code)).map(({ kind }) => kind)).not.toContain(
      'reference',
    );
    const entries = (await house.journal.read(first)).map(({ body }) => decodeBody(body).input.event);
    const results = entries
      .filter(({ type }) => type === 'assay.approved')
      .map((event) => JSON.stringify(event));
    expect(results.length).toBeGreaterThan(0);
    for (const { code } of controls) expect(results.join('')).not.toContain(code);
    expect(told).toContain(ordinary[0]);
    for (const { code, id } of controls) {
      expect(told).not.toContain(code);
      const [begun] = await house.journal.read(assayProcess(code));
      expect(begun && decodeBody(begun.body).snapshot?.context).toMatchObject({ order: { parent: id } });
    }
  });

  it('is put together the same from the journal', async () => {
    const views = memoryViews();
    await new Projector(views, house.journal, packs.proceduresOf, alarmCatalogue).catchUp();
    for (const name of [collections.blindSamples, collections.blindControls, collections.containers])
      expect(await views.find(name)).toEqual(await house.views.find(name));
  });

  it('follows the site file, and says nothing while that stays the same', async () => {
    const deps = { ...house, newId: () => 'terms-of-later' };
    const before = (await house.journal.read(laboratory)).length;
    await openBlindControl(deps, at, packs);
    expect((await house.journal.read(laboratory)).length).toBe(before);
    await openBlindControl(deps, site, packs);
    expect(await house.blindControl.rates()).toEqual({ groups: [], materials: [] });
  });

  it('refuses what there is not', async () => {
    const event = { type: 'control.given-up', reason: 'no such' } as const;
    const none = processId('blind-sample/none');
    expect(await house.blindControl.act(custodian, none, event)).toMatchObject({
      ok: false,
      refusal: { code: 'NOT_FOUND' },
    });
  });
});
