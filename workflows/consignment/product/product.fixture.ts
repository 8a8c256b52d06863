import type { AssayApproved, AssayOrder } from '../../assay/machine.ts';
import type { TestItem } from '../../assay/test-item.ts';
import { completeDraft } from '../../certificate/completeness.fixture.ts';
import { planGrainSampling } from '../../grain-sampling/plan.ts';
import type { GrainRulePack } from '../../grain-sampling/rule-pack.ts';
import type { GrainSamplingBasis } from '../../grain-sampling/types.ts';
import { blindCode, decimalString as d, instant, unitId } from '../../kernel/brand.ts';
import type { RulePackRef } from '../../kernel/source.ts';
import { person, Rehearsal } from '../../kernel/testing/rehearsal.ts';
import type { Told } from '../../kernel/testing/rehearsal.ts';
import { shippedSection } from '../../kernel/testing/rule-pack.fixture.ts';
import { planPetroleumSampling } from '../../petroleum-sampling/plan.ts';
import type { PetroleumRulePack } from '../../petroleum-sampling/rule-pack.ts';
import type { HandlingFinished } from '../../sample-handling/finished.ts';
import { grainRecipe, petroleumRecipe } from '../../sample-handling/recipes.ts';
import type { SamplingFinished } from '../../sampler-run/run.ts';
import { consignmentDefinition } from '../machine.ts';
import type { PackShelf } from '../trades.ts';
import type { ConsignmentContext } from '../record.ts';
import type { Cargo, ConsignmentOrder, GrainCargo, PetroleumCargo } from '../types.ts';

/** A ship of soybeans in two holds and a parcel of crude, with what their processes tell, for tests. */

const ref = (id: string): RulePackRef => ({ id, version: '2026.1', hash: 'h' });
const packOf = (folder: 'grain-cn-2026' | 'petroleum-cn-2026', sections: readonly string[]) => ({
  ref: ref(folder),
  ...Object.fromEntries(sections.map((section) => [section, shippedSection(folder, section)])),
});
export const grainPack = packOf('grain-cn-2026', [
  'sampling',
  'grades',
  'quarantine',
  'limits',
  'retention',
  'assay',
]) as GrainRulePack;
export const petroleumPack = packOf('petroleum-cn-2026', [
  'sampling',
  'precision',
  'limits',
  'retention',
  'assay',
]) as PetroleumRulePack;

const none = () => {
  throw new Error('there is no pack of coal');
};
const shelf: PackShelf = { coal: none, grain: () => grainPack, petroleum: () => petroleumPack };

const order: ConsignmentOrder = {
  declarationNo: 'D1',
  goodsItem: 1,
  inspectionOrderNo: null,
  commodity: completeDraft.commodity,
  declaredMass: d('24000'),
  transport: { ...completeDraft.transport, arrival: '2026-03-04' },
  customer: completeDraft.customer,
  consignor: completeDraft.consignor,
  consignee: completeDraft.consignee,
  turns: {},
  site: {
    laboratory: completeDraft.laboratory,
    certificateKind: completeDraft.kind,
    numberPattern: '{office}{year}-{kind}-{serial:6}',
    timeZone: 'Asia/Shanghai',
    massTolerance: d('0.01'),
    reinspection: { requestWithinDays: 15, concludeWithinDays: 60 },
    storesRetained: false,
    stageTimes: {},
  },
};

const bottles = [
  { kind: 'laboratory' as const, count: 1, mass_kg: null, fill_pct: null, closures: null },
  { kind: 'retained' as const, count: 1, mass_kg: null, fill_pct: null, closures: null },
];
const choices = {
  massTolerancePercent: d('1'),
  mixing: [{ field: 'duration_min' as const, limits: null }],
  bottles,
};

export function grainCargo(tests: readonly string[], basis?: GrainSamplingBasis): GrainCargo {
  const holds = ['1', '2'].map((name) => ({ name, mass_t: d('12000') }));
  const sampler = { opening_mm: d('30'), traverseSpeed_m_per_s: d('0.5'), maximumFlow_t_per_h: d('1000'), usualFlow_t_per_h: d('800'), shortestInterval_s: d('8'), bags: 6, bagCapacity_kg: d('20') }; // prettier-ignore
  const planned = planGrainSampling(
    { scheme: 'eu-large-lot', purpose: 'mycotoxins', on: '2026-03-05', holds, sampler, ...(basis && { basis }) },
    grainPack.sampling,
    grainPack.ref,
  );
  const recipe = grainRecipe(grainPack.sampling, {
    ...choices,
    purposes: [],
    apparatus: ['Boerner'],
    passes: null,
    balance: null,
  });
  if (!planned.ok || !recipe.ok) throw new Error('the cargo cannot be planned');
  return {
    kind: 'grain',
    plan: planned.value.value,
    usualFlow: sampler.usualFlow_t_per_h,
    sampler: unitId('GD-01'),
    furtherSamplers: [],
    setupChecks: [],
    product: 'soybean',
    use: 'oil-crushing',
    required: null,
    tests,
    recipe: recipe.value,
    massTolerancePercent: d('1'),
  };
}

export function petroleumCargo(tests: readonly string[]): PetroleumCargo {
  const planned = planPetroleumSampling(
    {
      parcels: [{ name: 'crude', volume_m3: d('120000') }],
      leastSample_mL: d('8000'),
      sampler: { grab_mL: d('1'), receivers: ['R1', 'R2'].map((id) => ({ id, capacity_mL: d('10000') })), largestFlow_m3_per_h: d('3600'), fastestRate_grabs_per_min: d('30'), intervalDecimals: 2 }, // prettier-ignore
    },
    petroleumPack.sampling,
    petroleumPack.ref,
  );
  if (!planned.ok) throw new Error('the cargo cannot be planned');
  return {
    kind: 'petroleum',
    plan: planned.value.value,
    sampler: unitId('PI-01'),
    furtherSamplers: [],
    setupChecks: [],
    product: 'crude-oil',
    use: 'refining',
    required: null,
    tests,
    recipe: petroleumRecipe(petroleumPack.sampling, choices),
    massTolerancePercent: d('1'),
  };
}

export type Consignment = Rehearsal<ConsignmentContext>;

export const declared = (cargo: Cargo): Consignment =>
  Rehearsal.begin<ConsignmentContext>(
    consignmentDefinition(shelf),
    'consignment/D1.1',
    { order, cargo },
    person('agent'),
  );

/** Codes a stage is given: one for each that it asks for. */
export const drawn = (stage: string, number: number, prefix: string, ref = 0): Told => ({
  type: 'codes.drawn',
  stage,
  ref,
  codes: Array.from({ length: number }, (_, index) => blindCode(`${prefix}${index + 1}`)),
});

const at = (hour: number) => instant(`2026-03-05T${String(hour).padStart(2, '0')}:00:00.000Z`);

export const sampled = (unitNo: number, changed: Partial<SamplingFinished> = {}): Told => ({
  type: 'sampling.finished',
  unitNo,
  passed: d('12000'),
  outcome: 'sampled',
  taken: 210,
  missed: 0,
  manual: 0,
  countedOnly: null,
  spread: { lastCutAt: 12_000, longest: d('57.2'), unsampled: d('0'), flows: d('168000') },
  grossAmount: d('2800'),
  keptMass: d('11.2'),
  containers: [{ position: 1, mass: d('11.2'), seal: `GD-01-${unitNo}`, at: at(unitNo) }],
  firstCutAt: at(unitNo),
  lastCutAt: at(unitNo + 1),
  suspicions: [],
  interventions: [],
  ...changed,
});

export const handled = (unitNo: number, changed: Partial<HandlingFinished> = {}): Told => ({
  type: 'handling.finished',
  unitNo,
  sampleId: blindCode(`P${unitNo}`),
  recipe: 'recipe',
  outcome: 'handled',
  reason: null,
  bottles: ['laboratory', 'retained'].map((kind) => ({
    kind,
    mass: d('1.1'),
    seal: `${kind}-${unitNo}`,
    at: at(6),
    parentContainers: [1],
  })),
  balance: [],
  findings: [],
  unchecked: [],
  steps: [],
  startedAt: at(5),
  endedAt: at(6),
  ...changed,
});

/** What the laboratory finds of a bottle: numbers by item, and words for what is observed. */
function approved(
  assay: AssayOrder,
  items: readonly TestItem[],
  found: Readonly<Record<string, string>>,
): Told {
  const told: AssayApproved = {
    type: 'assay.approved',
    code: assay.code,
    results: assay.items.flatMap(({ item }) => {
      const known = items.find((each) => each.item === item);
      const value = found[item];
      if (!known || known.rule === 'observation' || value === undefined) return [];
      const mean = d(value);
      return [
        {
          item,
          basis: known.basis ?? null,
          unit: known.unit,
          method: known.method,
          mean,
          rounded: mean,
          determinations: [mean, mean],
        },
      ];
    }),
    findings: assay.items.flatMap(({ item }) => {
      const known = items.find((each) => each.item === item);
      return known?.rule === 'observation'
        ? [{ item, method: known.method, finding: found[item] ?? 'not-found', observers: ['a1', 'a2'] }]
        : [];
    }),
    analysts: ['a1', 'a2'],
    reviewer: 'r',
    testedFrom: at(8),
    testedTo: at(9),
  };
  return { ...told };
}

/** Lets the laboratory test every bottle that was just ordered. */
export function tested(
  consignment: Consignment,
  items: readonly TestItem[],
  found: Readonly<Record<string, string>>,
): Consignment {
  const orders = consignment
    .wishes('process.start')
    .filter(({ definition }) => definition === 'assay')
    .map(({ input }) => (input as { order: AssayOrder }).order);
  return consignment.giveAll(orders.map((assay) => approved(assay, items, found)));
}
