import { coalRulePack } from '../../../workflows/coal-sampling/rule-pack.fixture.ts';
import { declared, decode, prepare, prepareDocument, voucher } from '../../../workflows/consignment/consignment.fixture.ts';
import {
  declared as declaredProduct,
  grainCargo,
} from '../../../workflows/consignment/product/product.fixture.ts';
import { standingDecisions } from '../../../workflows/consignment/customs-decisions.ts';
import type { ConsignmentContext } from '../../../workflows/consignment/record.ts';
import type { CoalCargo } from '../../../workflows/consignment/types.ts';
import { activeUnits, counts, isLost } from '../../../workflows/consignment/unit.ts';
import { decimalString as d } from '../../../workflows/kernel/brand.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { person } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { Told } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { SetupCheck } from '../../../workflows/setup-checks/check.ts';
import { checks } from '../../../workflows/setup-checks/setup.fixture.ts';
import { offer, timePasses } from '../harness/catalogue.ts';
import type { Catalogue, Start } from '../harness/catalogue.ts';
import type { Offer, Situation } from '../harness/situation.ts';
import { answersTo, doubt, ofCoal, ofGrain, parent, reason, tested } from './consignment-children.ts';
import type { Children } from './consignment-children.ts';
import { consignmentLaws, consignmentStepLaws } from './consignment-laws.ts';

type Here = Situation<ConsignmentContext>;

const [officer, applicant, preparer] = [person('officer'), person('applicant'), person('preparer')];
const custodians = [person('custodian1'), person('custodian2')];
const customs: Actor = { kind: 'customs', id: 'customs-demo' };

/** How often on one way something happens that need not: more tells nothing new of where things can go. */
const mostUnusual = 2;

const systemOf = (process: string): Actor => ({ kind: 'process', id: process });
const released = { outcome: 'RELEASED', officer: 'O1', quantity: null, remark: null };

/** What people and customs do in the usual course, and what ends one that stands. */
function* usual({ state, context }: Here): Iterable<Offer> {
  for (const custodian of custodians) yield offer(decode, custodian);
  yield offer(prepare, preparer);
  for (const { no, validity, officer: decided } of activeUnits(context.units))
    if (validity === 'SUSPECT' && decided === null)
      for (const decision of ['ACCEPT', 'REJECT'])
        yield offer({ type: 'validity.decided', unitNo: no, decision, reason }, officer);
  for (const { no, settled } of context.holds)
    if (settled === null)
      for (const outcome of ['TREAT_THEN_REINSPECT', 'RETURN', 'RELEASE'])
        yield offer({ type: 'quarantine.settled', holdNo: no, outcome, reason }, officer);
  if (state === 'assessed') yield offer({ type: 'no-limit.accepted', items: [tested], reason }, officer);
  yield offer({ type: 'inspection.ended', kind: 'withdrawn', reason }, officer);
  const decisions = context.decisions.slice(context.decisionsBefore);
  if (state !== 'certified') return;
  for (const gate of ['removal', 'use'])
    if (!decisions.some((decided) => decided.gate === gate))
      yield offer({ type: 'customs.decided', id: gate, goodsItem: 1, gate, ...released }, customs);
}

const pest: Told = {
  type: 'quarantine.found',
  finding: 'LISTED_PEST',
  unitNo: null,
  whileUnloading: true,
  treatment: 'effective',
  remark: 'beetles',
  evidence: [],
};

/** What need not happen. One line an event. */
function* unusual({ context: { units, holds, certificate } }: Here): Iterable<Offer> {
  for (const { no, stage, replacedBy, bottles, dividing } of units) {
    if (replacedBy !== null) continue;
    for (const way of ['sampler', 'reserve'])
      yield offer({ type: 'resampling.ordered', unitNo: no, way, reason }, officer);
    if (stage === 'sampling' && !dividing)
      yield offer({ type: 'unit.divide', unitNo: no, cause: 'shift', reason }, officer);
    if (stage === 'planned')
      yield offer({ type: 'split.declared', unitNos: [no], port: 'QINGDAO', reason }, officer);
    for (const { code } of bottles.slice(0, 1))
      if (code !== null) yield offer({ type: 'custody.broken', code, findings: [doubt] });
  }
  if (holds.length === 0) yield offer(pest, officer);
  yield offer({ type: 'reinspection.requested', applicant: 'Importer', reason }, applicant);
  yield offer({ ...prepare, amends: { reason, corrections: { consignee: { name: 'Another' } } } }, preparer);
  if (certificate)
    yield offer({ type: 'certificate.withdrawn', number: certificate.number, reason }, systemOf(certificate.process));
}

const instantOfRemark = '2026-03-05T00:00:00.000Z';

const document = systemOf('certificate/D1.1.CY.1');
const files = { pdf: 'p', json: 'j', xml: null, jws: 's' };

/** What is only kept: what comes of it is not followed further. */
const remarks: readonly Offer[] = [
  offer(prepareDocument(voucher), preparer),
  offer({ type: 'document.issued', number: 'DG2026-CY-000001', files }, document),
  offer({ type: 'document.not-issued', reason }, document),
  offer({ type: 'document.withdrawn', number: 'DG2026-CY-000001', reason }, document),
  offer(
    {
      type: 'quantity.measured',
      id: 'q',
      method: 'draft-survey',
      quantity: '7990',
      unit: 't',
      measuredAt: instantOfRemark,
      document: null,
      evidence: [],
    },
    officer,
  ),
  offer(
    {
      type: 'quantity.measured',
      id: 'p',
      method: 'flow-meter',
      quantity: '119000',
      unit: 'm3',
      unitNo: 1,
      measuredAt: instantOfRemark,
      document: null,
      evidence: [],
    },
    officer,
  ),
  offer(
    {
      type: 'site.checked',
      id: 's',
      check: 'smell',
      unitNo: null,
      finding: 'normal',
      value: null,
      remark: null,
      evidence: [],
    },
    officer,
  ),
  offer({ type: 'laboratories.compared', code: 'A-1', verdict: 'AGREE', findings: [] }),
  offer({
    type: 'portion.taken',
    portion: { code: 'D-1', parent: 'A-1', kind: 'analysis-0.2mm', mass: '0.06', seal: null, at: instantOfRemark },
  }),
];

/** Customs takes its decision on the use back; what comes of that is a certified consignment like others. */
function* takenBack({ context }: Here): Iterable<Offer> {
  const decision = standingDecisions(context).find(({ gate }) => gate === 'use');
  if (decision)
    yield offer(
      { type: 'customs.decided', id: 'back', goodsItem: 1, gate: 'use', ...released, outcome: 'CANCELLED', supersedes: decision.id },
      customs,
    );
}

/** Names of what need not happen, to be counted. */
const unusualEvents = [
  'resampling.ordered',
  'unit.divide',
  'split.declared',
  'custody.broken',
  'quarantine.found',
  'reinspection.requested',
  'certificate.withdrawn',
  'certificate.not-issued',
];

const consignment = (
  start: Start,
  children: Children,
  stopsAt: (here: Here) => boolean = () => false,
): Catalogue<ConsignmentContext> => ({
  definition: 'consignment',
  process: parent,
  starts: [start],
  asks: ['process.start'],
  *offers(here) {
    const isUsual = here.count('unusual') >= mostUnusual;
    for (const effect of here.open) {
      const answers = answersTo(effect, children);
      yield* answers.slice(0, isUsual ? 1 : undefined).map((answer) => offer(answer, undefined, effect));
    }
    yield* usual(here);
    if (!isUsual) yield* unusual(here);
    if (here.state === 'working') yield* remarks;
    if (here.state === 'closed') yield* takenBack(here);
    yield* timePasses(here);
  },
  stopsAt: (here) => here.count('remarks') > 0 || stopsAt(here),
  key: ({ context }) => [
    context.units.map((unit) => [
      unit.stage,
      unit.validity,
      unit.officer?.decision,
      unit.replacedBy,
      unit.dividing !== null,
      unit.late,
      unit.preparationCode !== null,
      unit.bottles.every(({ code }) => code !== null),
      unit.setup?.outcome,
      unit.custodyFindings.length > 0,
    ]),
    [
      context.wanted.length,
      context.decodeAuthorisedBy.length,
      context.certificatesBegun,
      context.certificate?.number,
      context.predecessor?.number,
      context.withdrawn.length,
    ],
    context.holds.map(({ settled }) => settled?.outcome),
    context.decisions.map(({ gate }) => gate),
    [context.reinspection !== null, context.ended?.kind, context.split !== null],
  ],
  counted({ offer: { event, answers }, effects }) {
    const isOdd =
      unusualEvents.includes(event.type) ||
      'amends' in event ||
      (answers !== null && JSON.stringify(event) !== JSON.stringify(answersTo(answers, children)[0]));
    const begun = effects.filter(({ kind }) => kind === 'process.start');
    return {
      unusual: isOdd ? 1 : 0,
      remarks: remarks.some((remark) => remark.event.type === event.type) || 'supersedes' in event ? 1 : 0,
      ...Object.fromEntries(begun.map(({ params }) => [`begun ${String(params['process'])}`, 1])),
    };
  },
  laws: consignmentLaws,
  stepLaws: consignmentStepLaws,
});

const ship = declared(coalRulePack).context;
/** Coal in so many units, perhaps with something to be looked at before each is sampled. */
const coal = (units: number, setupChecks: readonly SetupCheck[] = []): Start => ({
  name: `coal in ${units} units`,
  by: applicant,
  input: {
    order: { ...ship.order, site: { ...ship.order.site, stageTimes: { sampling: { target: 30 } } } },
    cargo: {
      ...(ship.cargo as CoalCargo),
      setupChecks,
      plan: { ...(ship.cargo as CoalCargo).plan, units, precision: d('9') },
    },
  },
});
const soybeans = grainCargo([tested]);
const grain: Start = {
  name: 'soybeans in one hold',
  by: applicant,
  input: {
    order: declaredProduct(soybeans).context.order,
    cargo: {
      ...soybeans,
      required: [tested],
      plan: { ...soybeans.plan, units: soybeans.plan.units.slice(0, 1) },
    },
  },
};

export const consignments = [
  consignment(coal(1), ofCoal),
  // How units follow each other: until one is prepared, or lost.
  consignment(coal(2, [checks.cleaned]), ofCoal, ({ context: { units } }) =>
    units.some(
      (unit) => unit.stage === 'prepared' || isLost(unit) || (unit.stage === 'preparing' && !counts(unit)),
    ),
  ),
  consignment(grain, ofGrain),
];
