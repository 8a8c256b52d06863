import type { BlindCode, DecimalString, Instant, ProcessId } from '../kernel/brand.ts';
import type { Intervention } from '../plant-unit/interventions.ts';
import type { SealedContainer } from '../sampler-run/run.ts';
import type { HandlingRecipe, HandlingStep } from './recipe.ts';
import type { StepData } from './step-data.ts';

/** What one gross sample is to be handled by. */
export interface HandlingOrder {
  /** The process that waits for the bottles. */
  readonly parent: ProcessId;
  readonly unitNo: number;
  /** Preparation code: names nothing of the cargo. */
  readonly sampleId: BlindCode;
  readonly containers: readonly Pick<SealedContainer, 'position' | 'seal' | 'mass'>[];
  readonly recipe: HandlingRecipe;
}

/** A step as it was done, or its correction: a new record, which leaves the old one as it is. */
export interface StepDeed {
  readonly kind: 'do' | 'correct';
  readonly step: string;
  readonly data: StepData;
}

/** One entry of the record: who told what and when, and who confirmed it. The reason of a step that is simply done is empty. */
export type StepRecord = Intervention<StepDeed>;

export interface HandlingContext {
  readonly order: HandlingOrder;
  readonly processId: ProcessId;
  readonly records: readonly StepRecord[];
  /** When the step that is next fell due. */
  readonly dueSince: Instant;
  /** Steps whose target passed before they were done. */
  readonly overdue: readonly { readonly step: string; readonly at: Instant }[];
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly outcome: 'handled' | 'abandoned';
  /** Why it was abandoned. */
  readonly reason: string | null;
}

export interface HandlingInput {
  readonly order: HandlingOrder;
  readonly processId: ProcessId;
  readonly startedAt: Instant;
}

export const newHandling = ({ order, processId, startedAt }: HandlingInput): HandlingContext => ({
  order,
  processId,
  records: [],
  dueSince: startedAt,
  overdue: [],
  startedAt,
  endedAt: null,
  outcome: 'handled',
  reason: null,
});

/** What is true of a step: the newest record that is done, and when the step itself was done. */
export interface StepInForce {
  readonly step: HandlingStep;
  readonly data: StepData;
  readonly doneAt: Instant;
}

type Known = Pick<HandlingContext, 'order' | 'records'>;

/** The steps that are done, in the order of the recipe. */
export const stepsInForce = ({ order, records }: Known): readonly StepInForce[] =>
  order.recipe.steps.flatMap((step) => {
    const done = records.filter(({ deed, status }) => deed.step === step.id && status === 'done');
    const [first, newest] = [done[0], done.at(-1)];
    return first && newest ? [{ step, data: newest.deed.data, doneAt: first.at }] : [];
  });

/** The step whose turn it is; undefined when all are done. */
export function nextStep({ order, records }: Known): HandlingStep | undefined {
  const done = new Set(records.filter(({ status }) => status === 'done').map(({ deed }) => deed.step));
  return order.recipe.steps.find(({ id }) => !done.has(id));
}

/** Records that wait for a second person. */
export const openRecords = ({ records }: Pick<HandlingContext, 'records'>): readonly StepRecord[] =>
  records.filter(({ status }) => status === 'proposed');

export const stepNamed = ({ order }: Pick<HandlingContext, 'order'>, id: string): HandlingStep | undefined =>
  order.recipe.steps.find((step) => step.id === id);

/** One bottle as the parent is told of it. */
export interface HandledBottle {
  readonly kind: string;
  /** kg, net */
  readonly mass: DecimalString;
  /** mL */
  readonly volume?: DecimalString;
  readonly seal: string;
  readonly at: Instant;
  /** Positions of the containers it was made of. */
  readonly parentContainers: readonly number[];
}

/** The bottles that were filled so far, of the containers that arrived. */
export function bottlesOf(context: Known): readonly HandledBottle[] {
  const steps = stepsInForce(context);
  const missing = steps.flatMap(({ data }) => (data.kind === 'receive' ? data.missing : []));
  const parentContainers = context.order.containers
    .map(({ position }) => position)
    .filter((position) => !missing.includes(position));
  return steps.flatMap(({ data, doneAt }) =>
    data.kind === 'fill' || data.kind === 'sub-sample'
      ? data.bottles.map(({ kind, mass_kg, volume_mL, seal }) => ({
          kind,
          mass: mass_kg,
          ...(volume_mL !== undefined && { volume: volume_mL }),
          seal,
          at: doneAt,
          parentContainers,
        }))
      : [],
  );
}
