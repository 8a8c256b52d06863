import type { Actor, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { refuseSettling, settled } from '../plant-unit/interventions.ts';
import type { InterventionEvent } from '../plant-unit/interventions.ts';
import { refuseData } from './data-refusals.ts';
import { nextStep, openRecords, stepNamed, stepsInForce } from './handling.ts';
import type { HandlingContext, StepDeed, StepRecord } from './handling.ts';
import type { HandlingStep } from './recipe.ts';
import type { StepData } from './step-data.ts';

export type HandlingEvent =
  | { readonly type: 'step.done'; readonly step: string; readonly data: StepData }
  /** Always confirmed by a second person: it changes what the record says of the sample. */
  | {
      readonly type: 'step.corrected';
      readonly step: string;
      readonly data: StepData;
      readonly reason: string;
    }
  | { readonly type: 'handling.abandon'; readonly reason: string }
  | Exclude<InterventionEvent<StepDeed>, { type: 'intervention.proposed' }>;
type Confirmed = Stamped<Extract<HandlingEvent, { type: 'intervention.confirmed' }>>;

/**
 * Why a handling does not take a person's request now: `STEP_UNKNOWN`, `STEP_DONE`, `STEP_PROPOSED`, `STEP_OUT_OF_ORDER`,
 * `STEP_NOT_DONE`, `CORRECTION_PENDING`, `HANDOVER_NOT_PERMITTED`, what `refuseData` says of the data and what `refuseSettling` says
 * of a second person's word.
 */
export function refuseHandling(context: HandlingContext, event: Stamped<HandlingEvent>): Refusal | undefined {
  switch (event.type) {
    case 'step.done':
      return refuseStep(context, event.step) ?? refuseTold(context, event.step, event.data, event.by);
    case 'step.corrected':
      return (
        refuseCorrection(context, event.step, event.by) ??
        refuseTold(context, event.step, event.data, event.by)
      );
    case 'intervention.declined':
      return refuseSettling(context.records, event);
    case 'intervention.confirmed':
      return refuseSettling(context.records, event) ?? refuseConfirming(context, event);
    case 'handling.abandon':
      return undefined;
  }
}

const refuseTold = (context: HandlingContext, id: string, data: StepData, by: Actor): Refusal | undefined => {
  const step = stepNamed(context, id);
  return step && refuseData(context, step, data, by.id);
};

const proposalOf = (context: HandlingContext, step: string): StepRecord | undefined =>
  openRecords(context).find(({ deed }) => deed.step === step);

function refuseStep(context: HandlingContext, id: string): Refusal | undefined {
  const step = stepNamed(context, id);
  if (!step) return unknownStep(context, id);
  const next = nextStep(context);
  const open = next && proposalOf(context, next.id);
  if (isDone(context, step)) {
    const remedy = 'Correct it if it was told wrong.';
    return { code: 'STEP_DONE', field: 'step', message: `"${id}" is done already.`, remedy };
  }
  if (open) {
    const message = `Record ${open.no}, "${open.deed.step}", waits for a second person.`;
    return { code: 'STEP_PROPOSED', field: 'step', message, remedy: 'Have it confirmed or declined first.' };
  }
  if (next?.id === id) return undefined;
  const remedy = `Do "${next?.id ?? ''}" first.`;
  return { code: 'STEP_OUT_OF_ORDER', field: 'step', message: `It is not the turn of "${id}".`, remedy };
}

const isDone = (context: HandlingContext, { id }: HandlingStep): boolean =>
  stepsInForce(context).some(({ step }) => step.id === id);

function refuseCorrection(context: HandlingContext, id: string, by: Actor): Refusal | undefined {
  const step = stepNamed(context, id);
  if (!step) return unknownStep(context, id);
  if (!isDone(context, step)) {
    const remedy = 'Do it; what only waits for a second person can be declined and told anew.';
    return { code: 'STEP_NOT_DONE', field: 'step', message: `"${id}" is not done yet.`, remedy };
  }
  const pending = proposalOf(context, id);
  if (pending) {
    const message = `Record ${pending.no} corrects "${id}" already and waits for a second person.`;
    return {
      code: 'CORRECTION_PENDING',
      field: 'step',
      message,
      remedy: 'Have it confirmed or declined first.',
    };
  }
  const giver =
    step.kind === 'hand-over' &&
    context.records.find(({ deed, status }) => deed.step === id && status === 'done')?.by;
  if (!giver || giver.id === by.id) return undefined;
  const message = `${nameOf(giver)} handed it over.`;
  return {
    code: 'HANDOVER_NOT_PERMITTED',
    field: 'step',
    message,
    remedy: `Only ${nameOf(giver)} can correct it.`,
  };
}

/** What was right when it was told may not be so any more; a hand-over is confirmed by who receives, and by nobody else. */
function refuseConfirming(context: HandlingContext, event: Confirmed): Refusal | undefined {
  for (const { no, deed, by } of settled(context.records, event)) {
    const { data, step } = deed;
    if (data.kind === 'hand-over' && data.receivedBy !== event.by.id) {
      const message = `Record ${no} hands the sample over to ${data.receivedBy}.`;
      return {
        code: 'HANDOVER_NOT_PERMITTED',
        field: 'numbers',
        message,
        remedy: `Only ${data.receivedBy} can confirm it.`,
      };
    }
    const refusal = refuseTold(context, step, data, by);
    if (refusal) return refusal;
  }
  return undefined;
}

const unknownStep = ({ order }: HandlingContext, id: string): Refusal => ({
  code: 'STEP_UNKNOWN',
  field: 'step',
  message: `There is no step "${id}" in this handling.`,
  remedy: `Choose one of: ${order.recipe.steps.map((step) => step.id).join(', ')}.`,
});

const nameOf = ({ name, id }: Actor): string => name ?? id;
