import type { AssayContext } from '../../workflows/assay/machine.ts';
import type { CertificateContext } from '../../workflows/certificate/record.ts';
import type { CoalPreparationContext } from '../../workflows/coal-preparation/run.ts';
import { bottleOf } from '../../workflows/consignment/coal/bottles.ts';
import type { HandlingContext, StepRecord } from '../../workflows/sample-handling/handling.ts';
import type { StepData } from '../../workflows/sample-handling/step-data.ts';
import type { SetupContext } from '../../workflows/setup-checks/setup.ts';
import { isSampling } from '../../workflows/sampler-run/kinds.ts';
import type { SamplerRunContext } from '../../workflows/sampler-run/run.ts';
import type { EntryBody } from '../engine/entry.ts';
import { storage, transport } from './journey-keeping.ts';
import { added, nameOf } from './journey-told.ts';
import type { Details, Teller, Told } from './journey-told.ts';
import type { JourneyStage, JourneyStep } from './journey-words.ts';

/** What each kind of process tells of the way of a sample. */

interface Chapter<Context> {
  readonly stage: JourneyStage;
  readonly tell: Teller<Context>;
}

/** Null for a process that has no part in the way of a sample. */
export function chapterOf(definition: string): Chapter<object> | null {
  if (isSampling(definition)) return { stage: 'sampling', tell: sampling as Teller<object> };
  return (chapters[definition] as Chapter<object> | undefined) ?? null;
}

const told = <Context>(
  when: boolean,
  step: JourneyStep,
  details: (context: Context) => Details,
  context: Context,
): readonly Told[] => (when ? [[step, details(context)]] : []);
const none = () => ({});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Commands and interventions, which every run of the plant takes. */
const byPeople: Teller<object> = ({ type, event }) => {
  if (type.startsWith('operator.')) return [['commanded', { command: type.slice('operator.'.length) }]];
  if (type === 'intervention.proposed') {
    const deed = event['deed'] as { readonly kind?: unknown } | undefined;
    return [['intervention-proposed', { kind: textOf(deed?.kind) }]];
  }
  if (type === 'intervention.confirmed') return [['intervention-confirmed']];
  return type === 'intervention.declined' ? [['intervention-declined']] : [];
};

const sampling: Teller<SamplerRunContext> = (seen) => {
  const { type, before, now, value, valueBefore, begins, ends } = seen;
  const cut = type === 'record.increment';
  return [
    ...told(
      begins,
      'sampling-ordered',
      ({ order }) => ({ unit: order.sampler, planned: order.incrementsPlanned }),
      now,
    ),
    ...told(value === 'starting' && valueBefore !== value, 'set-up', none, now),
    ...told(cut && before?.firstCutAt === null, 'first-cut', none, now),
    ...told(cut, 'last-cut', none, now),
    ...told(type === 'record.missed', 'missed-cut', none, now),
    ...added(before?.containers, now.containers).map(({ position, mass, seal }): Told => [
      'sealed',
      { container: position, mass, seal },
    ]),
    ...byPeople(seen),
    ...told(ends, 'sampling-ended', ({ outcome, taken, missed }) => ({ outcome, taken, missed }), now),
  ];
};

const line: Teller<CoalPreparationContext> = (seen) => {
  const { type, event, before, now, value, valueBefore, begins, ends } = seen;
  return [
    ...told(begins, 'preparation-ordered', ({ order }) => ({ unit: order.line }), now),
    ...told(
      value === 'loading' && valueBefore !== value,
      'received',
      ({ loaded }) => ({ container: loaded + 1 }),
      now,
    ),
    ...told(type === 'record.stage', 'line-stage', () => ({ stage: Number(event['no']) }), now),
    ...now.bottles
      .filter((bottle) => !before?.bottles.some(({ seal }) => seal === bottle.seal))
      .map((bottle): Told => {
        const { kind, mass, seal } = bottleOf(bottle);
        return ['filled', { kind, mass, seal }];
      }),
    ...byPeople(seen),
    ...told(ends, 'preparation-ended', ({ outcome }) => ({ outcome }), now),
  ];
};

const handling: Teller<HandlingContext> = ({ before, now, begins, ends }) => {
  const stands = (no: number) => before?.records.find((record) => record.no === no)?.status === 'done';
  return [
    ...told(begins, 'preparation-ordered', ({ order }) => ({ recipe: order.recipe.id }), now),
    ...now.records.filter(({ no, status }) => status === 'done' && !stands(no)).flatMap((record) => doneStep(record, now)),
    ...told(ends, 'preparation-ended', ({ outcome }) => ({ outcome }), now),
  ];
};

function doneStep({ deed: { kind, step, data }, by, second }: StepRecord, { order }: HandlingContext): readonly Told[] {
  const who = { by: nameOf(by), ...(second && { second: nameOf(second.by) }) };
  const name = order.recipe.steps.find(({ id }) => id === step)?.name ?? step;
  if (kind === 'correct') return [['corrected', { step: name, ...who }]];
  return stepsOf(data).map(([what, details]) => [what, { ...details, ...who }]);
}

function stepsOf(data: StepData): readonly Told[] {
  switch (data.kind) {
    case 'receive':
      return data.containers.map(({ position, seal, gross_kg, tare_kg }) => [
        'received',
        { container: position, seal, gross: gross_kg, tare: tare_kg },
      ]);
    case 'weigh':
      return [['weighed', { gross: data.gross_kg, tare: data.tare_kg }]];
    case 'mix':
      return [['mixed']];
    case 'divide':
      return [['divided', { passes: data.passes, mass: data.massIn_kg, rejected: data.rejected_kg }]];
    case 'sub-sample':
    case 'fill':
      return data.bottles.map(({ kind, mass_kg, seal }) => ['filled', { kind, mass: mass_kg, seal }]);
    case 'photo':
      return [['photographed', { files: data.evidence.length }]];
    case 'hand-over':
      return [['handed-over', { to: data.receivedBy }]];
  }
}

const assay: Teller<AssayContext> = ({ type, event, now, value, begins, ends }) => [
  ...told(begins, 'assay-received', none, now),
  ...told(type === 'determination.entered', 'determined', () => ({ item: textOf(event['item']) }), now),
  ...told(type === 'review.returned', 'assay-returned', none, now),
  ...told(ends && value === 'approved', 'assay-approved', none, now),
];

const consignment: Teller<object> = ({ type, event, value, valueBefore, begins, now }) => [
  ...told(begins, 'declared', none, now),
  ...told(
    type === 'validity.decided',
    'validity-decided',
    () => ({ decision: textOf(event['decision']) }),
    now,
  ),
  ...departure(event),
  ...told(type === 'decode.authorised', 'decoding-authorised', none, now),
  ...told(value === 'assessed' && valueBefore === 'decoding', 'decoded', none, now),
  ...told(
    type === 'customs.decided',
    'customs-decided',
    () => ({ gate: textOf(event['gate']), outcome: textOf(event['outcome']) }),
    now,
  ),
];

/** What people tell and decide beyond the plan, with what may be told of it. */
const departures: Readonly<Record<string, readonly [JourneyStep, readonly string[]]>> = {
  'quarantine.found': ['finding-reported', ['finding', 'unitNo']],
  'quarantine.settled': ['finding-settled', ['holdNo', 'outcome']],
  'custody.broken': ['custody-broken', ['code']],
  'laboratories.compared': ['laboratories-compared', ['code', 'verdict']],
  'unit.divide': ['unit-divided', ['unitNo', 'cause']],
  'resampling.ordered': ['resampling-ordered', ['unitNo', 'way']],
  'no-limit.accepted': ['no-limit-accepted', []],
  'split.declared': ['cargo-split', ['port']],
  'inspection.ended': ['inspection-ended', ['kind']],
  'reinspection.requested': ['reinspection-requested', []],
  'quantity.measured': ['quantity-measured', ['method', 'quantity', 'unit']],
  'site.checked': ['site-checked', ['check', 'finding']],
};

function departure(event: EntryBody['input']['event']): readonly Told[] {
  const known = departures[event.type];
  if (!known) return [];
  const [step, fields] = known;
  const details = fields.flatMap((field) => {
    const value = event[field];
    return typeof value === 'string' || typeof value === 'number' ? [[field, value] as const] : [];
  });
  return [[step, Object.fromEntries(details)]];
}

const setupChecks: Teller<SetupContext> = ({ before, now, begins, ends }) => {
  const nameOfCheck = (id: string) => now.order.checks.find((check) => check.id === id)?.name ?? id;
  const stands = (no: number) => before?.records.find((record) => record.no === no)?.status === 'done';
  return [
    ...told(begins, 'checks-ordered', ({ order }) => ({ unit: order.sampler }), now),
    ...now.records
      .filter(({ no, status }) => status === 'done' && !stands(no))
      .map(({ deed, by, second }): Told => [
        deed.kind === 'correct' ? 'corrected' : 'checked',
        { check: nameOfCheck(deed.check), by: nameOf(by), ...(second && { second: nameOf(second.by) }) },
      ]),
    ...told(ends, 'checks-ended', ({ outcome }) => ({ outcome }), now),
  ];
};

const certificateSteps: Readonly<Record<string, JourneyStep>> = {
  'certificate.reviewed': 'certificate-reviewed',
  'certificate.returned': 'certificate-returned',
  'certificate.approved': 'certificate-approved',
  'report.issued': 'certificate-issued',
  'certificate.acknowledged': 'certificate-acknowledged',
};

const certificate: Teller<Pick<CertificateContext, 'number' | 'draft'>> = ({ type, begins, now }) => {
  const step = certificateSteps[type];
  return [
    ...told(begins, 'certificate-prepared', ({ draft }) => ({ kind: draft.kind.code }), now),
    ...(step ? [[step, now.number === null ? {} : { number: now.number }] as const] : []),
  ];
};

const chapters: Readonly<Record<string, Chapter<never>>> = {
  'setup-checks': { stage: 'set-up', tell: setupChecks },
  'coal-preparation': { stage: 'preparation', tell: line },
  'sample-handling': { stage: 'preparation', tell: handling },
  transport: { stage: 'transport', tell: transport },
  storage: { stage: 'storage', tell: storage },
  assay: { stage: 'assay', tell: assay },
  consignment: { stage: 'inspection', tell: consignment },
  certificate: { stage: 'certificate', tell: certificate },
};
