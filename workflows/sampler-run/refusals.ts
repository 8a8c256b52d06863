import type { Instant } from '../kernel/brand.ts';
import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { notForRun, refuseSettling, settled } from '../plant-unit/interventions.ts';
import type { InterventionEvent } from '../plant-unit/interventions.ts';
import type { RunEvent } from '../plant-unit/messages.ts';
import { carryOut } from './deeds.ts';
import type { SamplerDeed } from './deed.ts';
import type { SamplerRunContext } from './run.ts';

export type SamplerRunEvent = RunEvent | InterventionEvent<SamplerDeed>;
type Voiding = Extract<SamplerDeed, { kind: 'void-increment' }>;
type Confirmed = Stamped<Extract<SamplerRunEvent, { type: 'intervention.confirmed' }>>;

/** Why a sampling does not take a person's request now, in words that say what to do. */
export function refuseSamplerRun(
  context: SamplerRunContext,
  state: string,
  event: Stamped<SamplerRunEvent>,
): Refusal | undefined {
  switch (event.type) {
    case 'operator.resume':
    case 'operator.finish':
      return refuseUnsealed(context);
    case 'intervention.proposed':
      return refuseDeed(context, state, event.deed, event.at);
    case 'intervention.declined':
      return refuseSettling(context.interventions, event);
    case 'intervention.confirmed':
      return refuseSettling(context.interventions, event) ?? refuseNow(context, state, event);
    default:
      return undefined;
  }
}

/** What was possible when it was proposed may not be so any more, each after those before it. */
function refuseNow(context: SamplerRunContext, state: string, event: Confirmed): Refusal | undefined {
  let now = context;
  for (const intervention of settled(context.interventions, event)) {
    const refusal = refuseDeed(now, state, intervention.deed, event.at);
    if (refusal) return refusal;
    now = { ...now, ...carryOut(now, [intervention]) };
  }
  return undefined;
}

/** States in which the sampler stands, so that people may reach into it. */
const standing = ['held', 'interrupted', 'blocked', 'manual', 'counting', 'recounting'];
/** From where sampling can go on by hand. */
const beforeManual = ['held', 'interrupted', 'blocked'];

/**
 * Why a deed is not possible now: `SAMPLER_NOT_STANDING`, `NOT_BY_HAND`, `NOTHING_TO_SEAL`, `INCREMENT_VOIDED`,
 * `INCREMENT_NOT_RECORDED`, `TIME_IN_FUTURE`.
 */
function refuseDeed(
  context: SamplerRunContext,
  state: string,
  deed: SamplerDeed,
  at: Instant,
): Refusal | undefined {
  switch (deed.kind) {
    case 'void-increment':
      return refuseVoiding(context, deed);
    case 'replace-container':
      return standing.includes(state)
        ? undefined
        : notStanding(state, 'Nobody reaches into a sampler that may cut.');
    case 'begin-manual':
      return beforeManual.includes(state)
        ? undefined
        : notStanding(state, 'Sampling by hand is for a sampler that stands.');
    case 'manual-increment':
      return state === 'manual' ? refuseFuture(deed.takenAt, at) : notByHand(state);
    case 'manual-container':
      if (state !== 'manual') return notByHand(state);
      if (context.manualOpen > 0) return undefined;
      return {
        code: 'NOTHING_TO_SEAL',
        message: 'No increment taken by hand waits for a container.',
        remedy: 'Record the increments first, and have them witnessed.',
      };
    default:
      return notForRun((deed as { readonly kind: string }).kind);
  }
}

const notStanding = (state: string, why: string): Refusal => ({
  code: 'SAMPLER_NOT_STANDING',
  message: `The sampling is ${state}. ${why}`,
  remedy: 'Hold it first.',
});

const notByHand = (state: string): Refusal => ({
  code: 'NOT_BY_HAND',
  message: `The sampling is ${state}.`,
  remedy: 'Propose to go on by hand first, and have it confirmed.',
});

const refuseFuture = (takenAt: Instant, at: Instant): Refusal | undefined =>
  Date.parse(takenAt) > Date.parse(at)
    ? {
        code: 'TIME_IN_FUTURE',
        field: 'takenAt',
        message: `${takenAt} is still to come.`,
        remedy: 'Give the time at which the increment was taken.',
      }
    : undefined;

function refuseVoiding(
  { voided, recorded }: SamplerRunContext,
  { index, increment }: Voiding,
): Refusal | undefined {
  const field = 'increment';
  if (voided.some(({ from, to }) => from <= index && index <= to)) {
    const message = `Increment ${increment} does not count already.`;
    return { code: 'INCREMENT_VOIDED', field, message, remedy: 'Look at the run again.' };
  }
  if (index <= recorded.newest) return undefined;
  const message = `No increment ${increment} has come in.`;
  return { code: 'INCREMENT_NOT_RECORDED', field, message, remedy: 'Name one the sampler has recorded.' };
}

/** A run that goes back to its sampler, or ends, leaves nothing taken by hand without a seal. */
const refuseUnsealed = ({ manualOpen }: SamplerRunContext): Refusal | undefined =>
  manualOpen === 0
    ? undefined
    : {
        code: 'MANUAL_CONTAINER_OPEN',
        message: `${manualOpen} increments taken by hand are in no sealed container.`,
        remedy: 'Seal their container and record it first.',
      };
