import type { CoalPreparationContext } from '../../workflows/coal-preparation/run.ts';
import { lossPercent } from '../../workflows/coal-preparation/mass-balance.ts';
import { finishedStage } from '../../workflows/coal-preparation/stages.ts';
import type { ConsignmentContext } from '../../workflows/consignment/record.ts';
import type { DecimalString, Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import { toDecimalString } from '../../workflows/kernel/decimal.ts';
import type { Finding } from '../../workflows/kernel/finding.ts';
import { finishedRun } from '../../workflows/sampler-run/finished.ts';
import { isSampling } from '../../workflows/sampler-run/kinds.ts';
import type { SamplingKind } from '../../workflows/sampler-run/kinds.ts';
import type { SamplerRunContext } from '../../workflows/sampler-run/run.ts';
import type { LiveProcess } from '../engine/live-process.ts';
import type { RunView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import type { TrailRow } from '../views/run-trail.ts';
import type { SetupView } from '../views/setup-view.ts';
import { commandsOfRun } from './command-log.ts';
import type { LoggedCommand } from './command-log.ts';
import type { Caller } from './contract.ts';
import { possibleCommands } from './possible-commands.ts';
import type { PossibleCommand } from './possible-commands.ts';
import { expectedTogether, incrementsOf } from './run-increments.ts';
import type { RunIncrement } from './run-increments.ts';
import { contextOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** A run with all a mimic, a map of its increments and a statechart need. */
export interface RunDetail extends RunView {
  readonly machine: {
    /** `coal-sampling@1` */
    readonly definition: string;
    /** The state as XState has it: a name, or names by region. */
    readonly value: unknown;
    /** The same as paths from the root, the deepest of each region: `holding.waiting`. */
    readonly paths: readonly string[];
    readonly done: boolean;
    readonly hold: LiveProcess['hold'];
  };
  readonly plan: SamplingPlan | null;
  readonly amountUnit: 'kg' | 'mL';
  readonly increments: readonly RunIncrement[];
  /** Records of the PLC that were overwritten before they were read. */
  readonly lost: number;
  readonly countedOnly: SamplerRunContext['countedOnly'];
  readonly containers: readonly (SamplerRunContext['containers'][number] & { readonly increments: number })[];
  readonly open: {
    readonly increments: number;
    readonly gross: DecimalString;
    readonly kept: DecimalString;
  } | null;
  readonly mass: {
    readonly gross: DecimalString;
    readonly kept: DecimalString;
    readonly expectedGross: DecimalString | null;
  } | null;
  readonly preparation: PreparationDetail | null;
  readonly commands: readonly LoggedCommand[];
  readonly possible: readonly PossibleCommand[];
  readonly timers: readonly { readonly name: string; readonly dueAt: Instant }[];
  readonly doubts: readonly Finding[];
  readonly voided: number;
  /** What became of the sample; null until it was judged. It tells of the cargo. */
  readonly judged: {
    readonly validity: 'VALID' | 'SUSPECT' | 'INVALID';
    readonly achievedPrecision: DecimalString | null;
    readonly findings: readonly string[];
  } | null;
  readonly setup: SetupView | null;
}

interface SamplingPlan {
  readonly increments: number;
  readonly quantity: DecimalString;
  readonly quantityUnit: 't' | 'm³';
  readonly interval: {
    readonly value: DecimalString;
    readonly unit: 's' | 't' | 'm³';
    readonly basis: 'time' | 'mass' | 'volume';
    readonly stratified: boolean;
  } | null;
  readonly passed: DecimalString | null;
  readonly isLast: boolean;
}

interface PreparationDetail {
  readonly containers: { readonly ordered: number; readonly loaded: number };
  readonly skipping: string | null;
  readonly stages: readonly {
    readonly stage: string;
    readonly skipped: boolean;
    readonly massIn: DecimalString;
    readonly parts: readonly { readonly name: string; readonly mass: DecimalString }[];
    readonly rejected: DecimalString;
    readonly waterRemoved: DecimalString;
    readonly lossPercent: DecimalString | null;
    readonly at: string;
  }[];
  readonly bottles: readonly (CoalPreparationContext['bottles'][number] & { readonly superseded: boolean })[];
}

/** The run as its process has it now, with what came in for it. Null when there is no such run. */
export async function runDetail(deps: ServiceDeps, caller: Caller, id: ProcessId): Promise<RunDetail | null> {
  const { engine, views } = deps;
  const run = await views.get<RunView>(collections.runs, id);
  const live = run && (await engine.find(id));
  if (!run || !live) return null;
  const rows = await views.find<TrailRow>(collections.runTrail, { index: id });
  const base = {
    ...run,
    machine: {
      definition: live.definitionKey,
      value: live.state?.snapshot.value ?? run.status,
      paths: pathsOf(live.state?.snapshot.value ?? run.status),
      done: live.state?.snapshot.status === 'done',
      hold: live.hold,
    },
    commands: await commandsOfRun(views, id),
    possible: possibleCommands(live, caller, deps),
    timers: (live.state?.timers ?? []).map(({ name, dueAt }) => ({ name, dueAt })),
  };
  const context: unknown = live.state?.snapshot.context;
  if (context === undefined) return { ...base, ...notRestored };
  return isSampling(run.definition)
    ? { ...base, ...(await samplingDetail(deps, run.definition, rows, context as SamplerRunContext)) }
    : { ...base, ...preparationDetail(rows, context as CoalPreparationContext) };
}

/** Names of the deepest states, from the root. */
function pathsOf(value: unknown, root = ''): readonly string[] {
  if (typeof value === 'string') return [`${root}${value}`];
  return Object.entries((value ?? {}) as Readonly<Record<string, unknown>>).flatMap(([name, inner]) => {
    const deeper = pathsOf(inner, `${root}${name}.`);
    return deeper.length > 0 ? deeper : [`${root}${name}`];
  });
}

type OfDefinition = Omit<RunDetail, keyof RunView | 'machine' | 'commands' | 'possible' | 'timers'>;

/** As the process keeps them: a grab of oil weighs less than a gram. */
const keptDecimals: Readonly<Record<SamplingKind, number>> = {
  'coal-sampling': 4,
  'grain-sampling': 4,
  'petroleum-sampling': 7,
};

async function samplingDetail(
  deps: ServiceDeps,
  definition: SamplingKind,
  rows: readonly TrailRow[],
  context: SamplerRunContext,
): Promise<OfDefinition> {
  const { order, open, containers, lost, countedOnly, grossAmount, keptMass, suspicions } = context;
  const increments = incrementsOf(rows, context, keptDecimals[definition]);
  return {
    plan: planOf(definition, context),
    amountUnit: definition === 'petroleum-sampling' ? 'mL' : 'kg',
    increments,
    lost,
    countedOnly,
    containers: containers.map((container) => ({
      ...container,
      increments: increments.filter((each) => each.container === container.position && each.state !== 'void')
        .length,
    })),
    open: { increments: open.taken, gross: open.gross, kept: open.kept },
    mass: { gross: grossAmount, kept: keptMass, expectedGross: expectedTogether(increments) },
    preparation: null,
    doubts: suspicions,
    voided: increments.filter(({ state }) => state === 'void').length,
    judged: await judgedAs(deps, order.parent, order.unitNo),
    setup: await deps.views.get<SetupView>(collections.setups, `setup-checks/${order.sampleId}`),
  };
}

/** Numbers of `Set.Basis`; the others are by time or mass at equal steps. */
const stratified: readonly unknown[] = [3, 4];
const byTime: readonly unknown[] = [1, 3];

function planOf(definition: SamplingKind, context: SamplerRunContext): SamplingPlan {
  const { order } = context;
  const { settings, incrementsPlanned, quantity, isLast } = order;
  const isOil = definition === 'petroleum-sampling';
  const set =
    settings[
      isOil
        ? 'Set.VolumePerGrab'
        : definition === 'grain-sampling'
          ? 'Set.CutInterval'
          : 'Set.IncrementInterval'
    ];
  const basis = settings['Set.Basis'];
  const timed = byTime.includes(basis);
  return {
    increments: incrementsPlanned,
    quantity,
    quantityUnit: isOil ? 'm³' : 't',
    interval:
      set === undefined
        ? null
        : {
            value: String(set) as DecimalString,
            unit: isOil ? 'm³' : timed ? 's' : 't',
            basis: isOil ? 'volume' : timed ? 'time' : 'mass',
            stratified: stratified.includes(basis),
          },
    passed: finishedRun(context).passed,
    isLast,
  };
}

/** How the sample was judged by the process that waits for it. */
async function judgedAs(deps: ServiceDeps, parent: ProcessId, unitNo: number): Promise<RunDetail['judged']> {
  const consignment = await contextOf<ConsignmentContext>(deps, parent);
  const conformance = consignment?.units.find(({ no }) => no === unitNo)?.conformance;
  if (!conformance) return null;
  const { validity, findings } = conformance;
  const achievedPrecision = 'achievedPrecision' in conformance ? conformance.achievedPrecision : null;
  return { validity, achievedPrecision, findings: findings.map(({ code }) => code) };
}

/** Of a run whose state this server cannot read; it is on hold. */
const notRestored: OfDefinition = {
  plan: null,
  amountUnit: 'kg',
  increments: [],
  lost: 0,
  countedOnly: null,
  containers: [],
  open: null,
  mass: null,
  preparation: null,
  doubts: [],
  voided: 0,
  judged: null,
  setup: null,
};

/** Digits after the point of a loss, as mass balances are told. */
const lossDecimals = 2;

function preparationDetail(rows: readonly TrailRow[], context: CoalPreparationContext): OfDefinition {
  const { order, loaded, skipping, bottles, superseded, lost, doubts } = context;
  const stages = rows.flatMap((row) => {
    const finished = row.kind === 'stage' ? finishedStage(row.record) : null;
    if (!finished || row.kind !== 'stage') return [];
    const { children: parts, ...masses } = finished.masses;
    const loss = lossPercent(finished.masses);
    const at = row.record.time;
    return [
      {
        ...masses,
        parts,
        skipped: finished.skipped,
        lossPercent: loss && toDecimalString(loss.toDecimalPlaces(lossDecimals)),
        at,
      },
    ];
  });
  return {
    ...notRestored,
    lost,
    preparation: {
      containers: { ordered: order.containers.length, loaded },
      skipping,
      stages,
      bottles: [
        ...superseded.map((bottle) => ({ ...bottle, superseded: true })),
        ...bottles.map((bottle) => ({ ...bottle, superseded: false })),
      ],
    },
    doubts: doubts.map((code) => ({ code, zh: code, en: code })),
  };
}
