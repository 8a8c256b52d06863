import { coalProcedures } from '../assay/coal-procedures.ts';
import { grainProcedures } from '../assay/grain-procedures.ts';
import type { GrainAssayRules } from '../assay/grain-rules.ts';
import type { AssayApproved } from '../assay/task.ts';
import type { Basis } from '../assay/types.ts';
import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { blindCodeFrom } from '../custody/blind-code.ts';
import type { Iso4259Rules } from '../iso4259/rules.ts';
import { blindCode, decimalString as d, instant, processId } from '../kernel/brand.ts';
import type { BlindCode } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import type { PetroleumAssayRules } from '../petroleum-assay/assay-rules.ts';
import { petroleumProcedures } from '../petroleum-assay/procedures.ts';
import type { PetroleumPrecisionRules } from '../petroleum-assay/rules.ts';
import { blindSampleDefinition } from './blind-sample.ts';
import type { BlindSampleContext, BlindSampleOrder } from './control.ts';
import { blindControlDefinition } from './machine.ts';
import type { BlindControlContext } from './machine.ts';
import type { AssayBegun } from './messages.ts';
import { controlledItems } from './precision.ts';
import type { ControlledPacks } from './precision.ts';
import type { BlindControlRules } from './rules.ts';
import type { ControlGroup, ControlTerms, ReferenceMaterial } from './terms.ts';

/** A laboratory that controls its analysis bottles of coal, with one material of certified ash and sulphur. */

export const laboratory = 'blind-control/HX';
export const custodian = person('custodian');
export const byProcess = (id: string): Actor => ({ kind: 'process', id });
export const rules = shippedSection('laboratory-cn-2026', 'blind-control') as BlindControlRules;
export const packOf = (commodity: string) => ({ id: `${commodity}-cn`, version: '2026.1', hash: '' });

const petroleum = shippedSection('petroleum-cn-2026', 'precision') as PetroleumPrecisionRules;
const procedures = {
  'coal-cn': coalProcedures(coalRulePack.assay),
  'grain-cn': grainProcedures(shippedSection('grain-cn-2026', 'assay') as GrainAssayRules),
  'petroleum-cn': petroleumProcedures({
    assay: shippedSection('petroleum-cn-2026', 'assay') as PetroleumAssayRules,
    precision: petroleum,
    iso4259: shippedSection('laboratory-cn-2026', 'iso4259') as Iso4259Rules,
  }),
};
export const controlledPacks: ControlledPacks = {
  proceduresOf: ({ id }) => procedures[id as keyof typeof procedures],
  coal: () => coalRulePack,
  petroleum: () => ({ precision: petroleum }),
};
export const itemOf = controlledItems(controlledPacks);

export const group: ControlGroup = {
  id: 'coal-analysis',
  commodity: 'coal',
  bottles: ['analysis-0.2mm'],
  duplicates: d('1'),
  references: d('1'),
  leastMass_kg: d('0.1'),
};
export const material: ReferenceMaterial = {
  id: 'GBW-1',
  name: { zh: '煤标准物质', en: 'Coal reference material' },
  commodity: 'coal',
  values: [
    { item: 'A', basis: 'd', value: d('10.00'), uncertainty: d('0.10'), coverageFactor: d('2') },
    { item: 'St', basis: 'd', value: d('1.00'), uncertainty: d('0.04'), coverageFactor: d('2') },
  ],
  portions: 2,
  validUntil: '2026-12-31',
};
export const terms: ControlTerms = {
  groups: [group],
  materials: [material],
  massTolerancePercent: d('1'),
  longestWait_min: 240,
  timeZone: 'Asia/Shanghai',
  rules,
  pack: packOf('laboratory'),
};

export const begun = (changed: Partial<AssayBegun> = {}): AssayBegun & Told => ({
  type: 'assay.begun',
  code: blindCode('A-1'),
  items: [{ item: 'M' }, { item: 'A' }],
  pack: packOf('coal'),
  commodity: 'coal',
  bottle: 'analysis-0.2mm',
  mass: d('0.12'),
  ...changed,
});

/** A code of one byte repeated, by which each draw falls low (0) or high (255). */
export const secretOf = (byte: number): BlindCode => blindCodeFrom(new Uint8Array(8).fill(byte));
/** What the custody answers: the code that decides, one for a duplicate, one for a reference material. */
export const drawn = (ref: number, secret = secretOf(0)): Told => ({
  type: 'codes.drawn',
  stage: 'assay',
  ref,
  codes: [secret, `D-${ref}`, `R-${ref}`],
});

export const opened = (by: ControlTerms | null = terms): Rehearsal<BlindControlContext> =>
  Rehearsal.begin(blindControlDefinition, laboratory, { terms: by });

/** Results of one bottle, two determinations each: item, basis, mean. */
export const approved = (
  code: string,
  ...results: readonly (readonly [string, Basis | null, string])[]
): AssayApproved & Told => ({
  type: 'assay.approved',
  code: blindCode(code),
  results: results.map(([item, basis, mean]) => ({
    item, basis, unit: '%', method: 'm', mean: d(mean), rounded: d(mean), determinations: [d(mean), d(mean)],
  })), // prettier-ignore
  analysts: ['analyst'],
  reviewer: 'reviewer',
  testedFrom: instant('2026-03-05T01:00:00.000Z'),
  testedTo: instant('2026-03-05T02:00:00.000Z'),
});

const shared = {
  control: processId(laboratory),
  group: group.id,
  commodity: 'coal',
  bottle: 'analysis-0.2mm',
  items: [{ item: 'M' }, { item: 'A' }],
  pack: packOf('coal'),
  massTolerancePercent: d('1'),
  longestWait_min: 240,
  rules,
  rulesPack: packOf('laboratory'),
} as const;
export const duplicate: BlindSampleOrder = {
  ...shared,
  code: blindCode('D-1'),
  content: { kind: 'duplicate', of: blindCode('A-1'), mass: d('0.12') },
};
export const reference: BlindSampleOrder = {
  ...shared,
  code: blindCode('R-1'),
  content: { kind: 'reference', material },
};

export type BlindSample = Rehearsal<BlindSampleContext>;
export const ordered = (
  order: BlindSampleOrder = duplicate,
  original: AssayApproved | null = null,
): BlindSample =>
  Rehearsal.begin(
    blindSampleDefinition(itemOf),
    `blind-sample/${order.code}`,
    { order, original },
    byProcess(laboratory),
  );

export const divided: Told = {
  type: 'control.labelled',
  portion_kg: d('0.06'),
  seal: 'S-1',
  rest_kg: d('0.06'),
  restSeal: 'S-2',
};
export const filled: Told = {
  type: 'control.labelled',
  portion_kg: d('0.06'),
  seal: 'S-1',
  rest_kg: null,
  restSeal: null,
};
export const release: Told = { type: 'control.release' };
export const giveUp: Told = { type: 'control.given-up', reason: 'spilt' };
export const originalApproved = (told: AssayApproved): Told => ({
  type: 'original.approved',
  approved: told,
});

/** On the bench. */
export const testing = (order: BlindSampleOrder = duplicate): BlindSample =>
  ordered(order)
    .ask(order.content.kind === 'duplicate' ? divided : filled, custodian)
    .give(release, byProcess(laboratory));
