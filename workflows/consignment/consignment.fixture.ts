import type { AssayApproved, AssayOrder } from '../assay/machine.ts';
import type { CoalPreparationOrder, PreparationFinished } from '../coal-preparation/run.ts';
import { planCoalSampling } from '../coal-sampling/plan.ts';
import type { CoalRulePack } from '../coal-sampling/rule-pack.ts';
import type { CoalSamplingPlan } from '../coal-sampling/types.ts';
import { blindCode, decimalString as d, instant, unitId } from '../kernel/brand.ts';
import type { Effect } from '../kernel/process.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { completeDraft } from '../certificate/completeness.fixture.ts';
import type { DocumentKind, DocumentRequest } from '../certificate/document-request.ts';
import type { TemplateId } from '../certificate/templates.ts';
import type { SamplerOrder, SamplingFinished } from '../sampler-run/run.ts';
import { consignmentDefinition } from './machine.ts';
import type { PackShelf } from './trades.ts';
import type { ConsignmentContext } from './record.ts';
import type { CoalCargo, ConsignmentOrder } from './types.ts';

/** A ship of 8000 t in two sampling units, and everything its processes tell, for tests. */

const order: ConsignmentOrder = {
  declarationNo: 'D1',
  goodsItem: 1,
  inspectionOrderNo: null,
  commodity: completeDraft.commodity,
  declaredMass: d('8000'),
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

export const terms: Omit<CoalCargo, 'plan'> = {
  kind: 'coal',
  class: 'other',
  sampler: unitId('CS-01'),
  furtherSamplers: [],
  setupChecks: [],
  cutterSpeed: 4.5,
  preparationLine: unitId('CP-01'),
  haulDistance: d('120'),
};

export type Consignment = Rehearsal<ConsignmentContext>;

/** The plan of the ship by a rule pack. */
export function planned(pack: CoalRulePack): CoalSamplingPlan {
  const outcome = planCoalSampling(
    {
      lotMass: order.declaredMass,
      lotSize: 'large',
      coalKind: 'raw',
      expectedAshDry: d('12'),
      nominalTopSize: d('50'),
      basis: 'time',
      maximumFlow: d('2000'),
      largestPracticableIncrements: 60,
    },
    pack.sampling,
    pack.ref,
  );
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
}

/** A shelf with this pack alone. */
const shelfWith = (pack: CoalRulePack): PackShelf => {
  const none = () => {
    throw new Error('there is only a pack of coal');
  };
  return { coal: () => pack, grain: none, petroleum: none };
};

interface Changed {
  readonly order?: Partial<ConsignmentOrder>;
  readonly cargo?: Partial<CoalCargo>;
}

export const declared = (pack: CoalRulePack, changed: Changed = {}): Consignment =>
  Rehearsal.begin<ConsignmentContext>(
    consignmentDefinition(shelfWith(pack)),
    'consignment/D1.1',
    { order: { ...order, ...changed.order }, cargo: { ...terms, plan: planned(pack), ...changed.cargo } },
    person('agent'),
  );

/** Increments that are told of one unit: as many as planned. */
const n = 39;

export const sampled = (unitNo: number, changed: Partial<SamplingFinished> = {}): SamplingFinished => ({
  type: 'sampling.finished',
  unitNo,
  passed: d('4000'),
  outcome: 'sampled',
  taken: n,
  missed: 0,
  grossAmount: d(String(n * 30)),
  manual: 0,
  countedOnly: null,
  spread: { lastCutAt: 8000, longest: d('0'), unsampled: d('0'), flows: d('0') },
  keptMass: d('60'),
  containers: [
    {
      position: unitNo,
      mass: d('60'),
      seal: `CS-01-${unitNo}`,
      at: instant(`2026-03-05T0${unitNo}:30:00.000Z`),
    },
  ],
  firstCutAt: instant(`2026-03-05T0${unitNo}:00:00.000Z`),
  lastCutAt: instant(`2026-03-05T0${unitNo}:29:00.000Z`),
  suspicions: [],
  interventions: [],
  ...changed,
});

const packed = (unitNo: number, type: number, mass: string, minute: string) => ({
  type,
  mass: d(mass),
  seal: `CP-01-${unitNo}${type}`,
  at: instant(`2026-03-05T0${unitNo + 3}:${minute}:00.000Z`),
});

export const prepared = (
  unitNo: number,
  changed: Partial<PreparationFinished> = {},
): PreparationFinished => ({
  type: 'preparation.finished',
  unitNo,
  outcome: 'prepared',
  bottles: [
    packed(unitNo, 61, '1.6', '05'),
    packed(unitNo, 32, '0.95', '30'),
    packed(unitNo, 21, '0.12', '45'),
    packed(unitNo, 22, '0.12', '46'),
  ],
  stages: [
    {
      stage: 'Crusher6',
      massIn: d('60'),
      children: [{ name: 'onward', mass: d('59.9') }],
      rejected: d('0'),
      waterRemoved: d('0'),
    },
  ],
  doubts: [],
  interventions: [],
  startedAt: instant(`2026-03-05T0${unitNo + 3}:00:00.000Z`),
  endedAt: instant(`2026-03-05T0${unitNo + 3}:50:00.000Z`),
  ...changed,
});

/** Coal that passes every limit. */
const found: Readonly<Record<string, string>> = {
  Mt: '14.2', M: '5.30', A: '10.60', V: '33.20', St: '0.55', Qgr: '24860', H: '3.95', Hg: '0.080', As: '3', P: '0.012', Cl: '0.030', F: '95',
}; // prettier-ignore

export const approved = (
  pack: CoalRulePack,
  { code, items }: AssayOrder,
  changed: Readonly<Record<string, string>> = {},
): AssayApproved => ({
  type: 'assay.approved',
  code,
  results: items.flatMap(({ item }) => {
    const definition = pack.assay.items.find((known) => known.item === item);
    const mean = { ...found, ...changed }[item];
    if (!definition || mean === undefined) return [];
    const { basis, unit, method } = definition;
    return [
      { item, basis, unit, method, mean: d(mean), rounded: d(mean), determinations: [d(mean), d(mean)] },
    ];
  }),
  analysts: ['analyst'],
  reviewer: 'reviewer',
  testedFrom: instant('2026-03-05T08:00:00.000Z'),
  testedTo: instant('2026-03-05T12:00:00.000Z'),
});

/** Codes as the custody executor would draw them: always the same for the same purpose. */
const drawn = ({ params }: Effect): Told => {
  const { stage, ref, count } = params as { stage: string; ref: number; count: number };
  return {
    type: 'codes.drawn',
    stage,
    ref,
    codes: Array.from({ length: count }, (_, index) => blindCode(`${stage}-${ref}-${index}`)),
  };
};

/** What a child process will tell in the end, unless a test has it tell something else. */
export interface Children {
  readonly sampling?: (unitNo: number) => SamplingFinished;
  readonly preparation?: (unitNo: number) => PreparationFinished;
  readonly assay?: (order: AssayOrder) => AssayApproved;
}

function answerTo(effect: Effect, pack: CoalRulePack, children: Children): Told | null {
  if (effect.kind === 'custody.draw-codes') return drawn(effect);
  if (effect.kind !== 'process.start') return null;
  const { definition, input } = effect.params as {
    definition: string;
    input: { order: SamplerOrder & CoalPreparationOrder & AssayOrder };
  };
  const { unitNo } = input.order;
  switch (definition) {
    case 'coal-sampling':
      return { ...(children.sampling ?? sampled)(unitNo) };
    case 'coal-preparation':
      return { ...(children.preparation ?? prepared)(unitNo) };
    case 'assay':
      return { ...(children.assay?.(input.order) ?? approved(pack, input.order)) };
    default:
      return null;
  }
}

interface Course extends Changed {
  /** Chooses among the messages under way; by default the oldest. */
  readonly pick?: (count: number) => number;
}

/** Declares the ship and lets the children tell what they have to tell, until nothing more comes. */
export const playOut = (
  pack: CoalRulePack,
  children: Children = {},
  { pick, ...changed }: Course = {},
): Consignment => playOn(declared(pack, changed), pack, children, pick);

/** Lets the children that the newest step started tell what they have to tell, and those they lead to. */
export function playOn(
  begun: Consignment,
  pack: CoalRulePack,
  children: Children = {},
  pick: (count: number) => number = () => 0,
): Consignment {
  const toTell = (effects: readonly Effect[]) =>
    effects.flatMap((effect) => answerTo(effect, pack, children) ?? []);
  let played = begun;
  let underWay = toTell(played.wished);
  while (underWay.length > 0) {
    const index = pick(underWay.length);
    const [event] = underWay.slice(index, index + 1);
    if (!event) throw new Error(`there is no message ${index}`);
    played = played.give(event);
    underWay = [...underWay.filter((_, other) => other !== index), ...toTell(played.wished)];
  }
  return played;
}

export const custodians = [person('custodian1'), person('custodian2')] as const;
export const decode: Told = { type: 'decode.authorised' };
export const prepare: Told = {
  type: 'certificate.prepare',
  lineageDigest: 'l'.repeat(64),
  draftDigest: 'd'.repeat(64),
};
const kindOf = (code: string, template: TemplateId): DocumentKind => ({
  code,
  title: { zh: '证书', en: `Certificate ${code}` },
  template,
  numberPattern: '{office}{year}-{kind}-{serial:6}',
});
export const voucher = kindOf('CY', 'sampling-voucher');
/** Of every other template one, by its template. */
export const kindFrom = (template: TemplateId) => kindOf(template.slice(0, 2).toUpperCase(), template);
export const prepareDocument = (kind: DocumentKind, more: Partial<DocumentRequest> = {}): Told => ({
  type: 'document.prepare',
  lineageDigest: 'l'.repeat(64),
  draftDigest: 'd'.repeat(64),
  kind,
  remark: null,
  measurement: null,
  notice: null,
  treatment: null,
  replaces: null,
  ...more,
});
/** What a certificate tells when it is out. */
export const issuedAs = (number: string): Told => ({
  type: 'certificate.issued',
  number,
  files: { pdf: 'p'.repeat(64), json: `digest of ${number}`, xml: 'x'.repeat(64), jws: 's'.repeat(64) },
});
export const decided = (gate: 'removal' | 'use', changed: Readonly<Record<string, unknown>> = {}): Told => ({
  type: 'customs.decided',
  id: `decision-${gate}`,
  goodsItem: 1,
  gate,
  outcome: 'RELEASED',
  officer: 'O1',
  quantity: null,
  remark: null,
  ...changed,
});

/** Both custodians authorise. */
export const decoded = (consignment: Consignment): Consignment =>
  custodians.reduce((so, by) => so.ask(decode, by), consignment);
