import { decimalString as d, unitId } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { StepData } from '../../workflows/sample-handling/step-data.ts';
import { demonstrationShip } from '../demo/ship.ts';
import { plainPng } from '../evidence/evidence.fixture.ts';
import type { GrainDeclaration, PetroleumDeclaration } from './contract.ts';
import { caller, eventually, issued, openHouse, site } from './testing/house.ts';
import type { House } from './testing/house.ts';
import { allAssays, allCertificates, allRuns } from './testing/listed.ts';

/** The demonstration port with samplers and handling of its own: few grabs, and no limits. */
const handling = {
  massTolerancePercent: d('1'),
  mixing: [{ field: 'duration_min' as const, limits: null }],
  bottles: ['laboratory' as const, 'retained' as const].map((kind) => ({
    kind,
    count: 1,
    mass_kg: null,
    fill_pct: null,
    closures: null,
  })),
};
const port: typeof site = {
  ...site,
  units: [
    ...site.units.filter(({ diverter, inLine }) => !diverter && !inLine),
    {
      unit: 'GD-01',
      tagMap: 'grain-diverter.yaml',
      endpoint: 'opc.tcp://127.0.0.1:4840',
      security: { mode: 'None', policy: 'None' },
      diverter: { opening_mm: '30', traverseSpeed_m_per_s: '0.5', maximumFlow_t_per_h: '1000', usualFlow_t_per_h: '1000', shortestInterval_s: '8', bags: 6, bagCapacity_kg: '20' }, // prettier-ignore
    },
    {
      unit: 'PI-01',
      tagMap: 'petroleum-in-line.yaml',
      endpoint: 'opc.tcp://127.0.0.1:4840',
      security: { mode: 'None', policy: 'None' },
      inLine: { grab_mL: '5', receivers: [{ id: 'R1', capacity_mL: '10000' }], largestFlow_m3_per_h: '3600', fastestRate_grabs_per_min: '30', intervalDecimals: 2 }, // prettier-ignore
    },
  ],
  handling: {
    grain: {
      ...handling,
      scheme: 'eu-large-lot',
      purpose: 'mycotoxins',
      purposes: [],
      apparatus: ['boerner'],
      passes: null,
    },
    petroleum: { ...handling, leastSample_mL: d('1000') },
  },
};

const { transport, customer, consignor, consignee } = demonstrationShip;
const soybeans: GrainDeclaration = {
  kind: 'grain',
  declarationNo: 'GRAIN-1',
  goodsItem: 1,
  inspectionOrderNo: null,
  commodity: { name: { zh: '大豆', en: 'Soybeans' }, hsCode: '1201901000' },
  declaredMass: d('2000'),
  sampler: unitId('GD-01'),
  product: 'soybean',
  use: 'oil-crushing',
  required: ['OTA', 'Pb', 'Cd'],
  holds: [{ name: '3', mass: d('2000') }],
  transport,
  customer,
  consignor,
  consignee,
};
const diesel: PetroleumDeclaration = {
  kind: 'petroleum',
  declarationNo: 'OIL-1',
  goodsItem: 1,
  inspectionOrderNo: null,
  commodity: { name: { zh: '柴油', en: 'Diesel' }, hsCode: '2710192300' },
  declaredMass: d('500'),
  sampler: unitId('PI-01'),
  product: 'diesel-0',
  use: 'motor-fuel',
  required: ['sulfur'],
  parcels: [{ name: 'tank 1', volume: d('600') }],
  transport,
  customer,
  consignor,
  consignee,
};

describe('a port that inspects more than coal', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(port);
  });
  afterAll(() => house.stop());

  const sampleOf = async (id: ProcessId) => {
    const view = await eventually(async () => {
      const found = await house.operator.consignment(id);
      return found?.units.every(({ stage }) => stage === 'preparing') && found.units.length > 0 && found;
    });
    const runs = await allRuns(house.operator);
    const run = runs.find(({ sampleCode }) => sampleCode === view.units[0]?.samplingCode);
    const task = await eventually(async () => (await house.handling.open())[0]);
    const lineage = await house.operator.lineage(id);
    const gross = lineage.find(({ kind }) => kind === 'gross-sample');
    if (!run || !gross?.seal) throw new Error('there is no sample');
    return { task, mass: Number(gross.mass), seal: gross.seal };
  };
  /** One person does a step; where it needs a second, he confirms it. */
  const handle = async (id: ProcessId, step: string, data: StepData) => {
    const done = await house.handling.doStep(caller('preparer'), id, { step, data });
    if (!done.ok) throw new Error(`${step}: ${done.refusal.code}: ${done.refusal.message}`);
    const open = done.value.tasks.find(({ what }) => what === 'confirm');
    if (!open || open.record === null) return;
    const who = caller(step === 'hand-over' ? 'custodian' : 'witness');
    const settled = await house.handling.settle(who, id, { decision: 'CONFIRM', numbers: [open.record] });
    if (!settled.ok) throw new Error(`${step}: ${settled.refusal.code}: ${settled.refusal.message}`);
  };
  const kg = (mass: number) => d(mass.toFixed(4));
  const arrived = (mass: number, seal: string, more = {}): StepData => ({
    kind: 'receive',
    evidence: [],
    balanceId: 'W-1',
    missing: [],
    containers: [{ position: 1, seal, gross_kg: kg(mass + 1), tare_kg: d('1'), ...more }],
  });
  const weighed = (mass: number): StepData => ({
    kind: 'weigh',
    evidence: [],
    balanceId: 'W-1',
    gross_kg: kg(mass + 1),
    tare_kg: d('1'),
  });
  const mixed: StepData = { kind: 'mix', evidence: [], mixerId: 'M-1', duration_min: d('5') };
  const handedOver: StepData = {
    kind: 'hand-over',
    evidence: [],
    receivedBy: 'custodian',
    place: 'room 2',
    condition: 'sealed',
  };
  const bottle = (kind: 'laboratory' | 'retained', mass: number) => ({
    kind,
    mass_kg: kg(mass),
    closure: 'screw-cap',
    seal: `${kind}-1`,
  });

  const declare = async (declaration: GrainDeclaration | PetroleumDeclaration) => {
    const declared = await house.operator.declare(caller('agent'), declaration);
    if (!declared.ok)
      throw new Error(
        `${declared.refusal.code} ${declared.refusal.field ?? ''}: ${declared.refusal.message}`,
      );
    return declared.value.id;
  };
  /** Enters what was found until every item has a verdict; two people look where two are asked for. */
  const test = async (found: Readonly<Record<string, string>>) => {
    const task = await eventually(async () =>
      (await allAssays(house.operator)).find(({ status }) => status === 'testing'),
    );
    for (const { definition } of task.items) {
      for (const analyst of ['analyst1', 'analyst2']) {
        const value = found[definition.item] ?? 'not-found';
        await house.operator.enterDetermination(caller(analyst), task.code, {
          id: `${task.code}/${definition.item}/${analyst}`,
          item: definition.item,
          value,
        });
      }
    }
    const withoutPrecision = task.items.flatMap(({ definition }) =>
      definition.rule === 'precision-not-known' ? definition.item : [],
    );
    const reviewed = await house.operator.reviewAssay(caller('reviewer'), task.code, {
      decision: 'ACCEPT',
      withoutPrecision,
    });
    if (!reviewed.ok) throw new Error(`${reviewed.refusal.code}: ${reviewed.refusal.message}`);
    return task;
  };

  // 145 increments of 2000 t: one every 13.793 t, or at 1000 t/h every 49.655 s.
  it.each([
    ['mass', {}, 't', '13.793'],
    ['time', { basis: 'time' }, 's', '49.6'],
  ] as const)('carries soybeans cut by %s to the certificate', async (basis, more, unit, interval) => {
    const id = await declare({ ...soybeans, declarationNo: `GRAIN-by-${basis}`, ...more });
    const { task, mass, seal } = await sampleOf(id);
    expect((await house.operator.consignment(id))?.units).toMatchObject([
      { label: { en: 'Hold 3' }, validity: 'VALID', incrementsPlanned: 145 },
    ]);
    const photo = await house.evidence.store(caller('preparer'), plainPng);
    if (!photo.ok) throw new Error(photo.refusal.message);
    await handle(task.id, 'receive', arrived(mass, seal));
    await handle(task.id, 'weigh', weighed(mass));
    await handle(task.id, 'mix', mixed);
    await handle(task.id, 'divide', {
      kind: 'divide',
      evidence: [],
      apparatus: 'boerner',
      passes: 2,
      massIn_kg: kg(mass),
      parts: [{ part: 'kept', mass_kg: kg(mass / 4) }],
      rejected_kg: kg((mass * 3) / 4),
    });
    await handle(task.id, 'fill', {
      kind: 'fill',
      evidence: [],
      bottles: [bottle('laboratory', mass / 8), bottle('retained', mass / 8)],
      rejected_kg: d('0'),
    });
    await handle(task.id, 'photo', { kind: 'photo', evidence: [photo.value.sha256] });
    await handle(task.id, 'hand-over', handedOver);
    const bench = await test({
      OTA: '1.0',
      Pb: '0.05',
      Cd: '0.02',
      'odour-colour': 'normal',
      gmo: 'not-detected',
    });
    expect(JSON.stringify(bench)).not.toMatch(/GRAIN-by|Hold|soybean|大豆|EASTERN HARVEST/i);
    const number = await issued(house, id);
    const [certificate] = (await allCertificates(house.operator)).filter((view) => view.number === number);
    const json = certificate?.files && JSON.parse(String(await house.operator.blob(certificate.files.json)));
    expect(json).toMatchObject({
      number,
      sampling: {
        basis,
        intervalUnit: unit,
        units: [{ label: { zh: '第3舱' }, interval, incrementsPlanned: 145, incrementsTaken: 150 }],
      },
      results: [{ item: 'OTA' }, { item: 'Pb' }, { item: 'Cd' }],
      conformity: { overall: 'PASS' },
    });
    expect(json.observations.length).toBeGreaterThan(5);
  });

  it('carries diesel from the declaration to the certificate, judged by what its receiver held', async () => {
    const id = await declare(diesel);
    const { task, mass, seal } = await sampleOf(id);
    await handle(task.id, 'receive', arrived(mass, seal, { volume_mL: d('1490'), capacity_mL: d('10000') }));
    await handle(task.id, 'weigh', weighed(mass));
    await handle(task.id, 'mix', mixed);
    await handle(task.id, 'sub-sample', {
      kind: 'sub-sample',
      evidence: [],
      tool: 'pipette',
      bottles: [bottle('laboratory', mass / 3), bottle('retained', mass / 3)],
    });
    await handle(task.id, 'hand-over', handedOver);
    await test({ sulfur: '6.0' });
    expect((await house.operator.consignment(id))?.units).toMatchObject([
      {
        label: { en: 'Parcel tank 1' },
        validity: 'VALID',
        conformance: { grabsTaken: 300, factors: { sampleVolume: '1490.0' } },
      },
    ]);
    expect(await issued(house, id)).toMatch(/^DEMO/);
  });

  it.each([
    ['a sampler of another commodity', { sampler: unitId('CS-01') }, 'sampler', 'UNIT_UNKNOWN'],
    ['a product nobody limits', { product: 'rice' }, 'product', 'PRODUCT_UNKNOWN'],
    ['a use nobody limits', { use: 'fuel' }, 'use', 'USE_UNKNOWN'],
    ['a test nobody makes', { required: ['AFB1', 'gold'] }, 'required', 'TEST_UNKNOWN'],
    ['a scheme by time, cut by mass', { scheme: 'us-practice' }, 'basis', 'BASIS_NOT_IN_SCHEME'],
    [
      'a scheme without a number of increments',
      { scheme: 'gb-t-5491' },
      'scheme',
      'INCREMENTS_NOT_IN_SCHEME',
    ],
    ['a hold twice', { holds: [...soybeans.holds, ...soybeans.holds] }, 'holds', 'HOLD_REPEATED'],
    ['no mass', { declaredMass: d('0') }, 'declaredMass', 'MASS_NOT_POSITIVE'],
  ])('refuses %s with its field, and leaves nothing', async (_, changed, field, code) => {
    const before = house.journal.entries.length;
    const outcome = await house.operator.declare(caller('agent'), {
      ...soybeans,
      declarationNo: 'GRAIN-2',
      ...changed,
    });
    expect(outcome).toMatchObject({ ok: false, refusal: { field, code } });
    expect(house.journal.entries).toHaveLength(before);
  });
});
