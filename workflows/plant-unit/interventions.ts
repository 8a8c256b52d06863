import type { Instant } from '../kernel/brand.ts';
import type { Actor, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';

/**
 * What people do to a run besides letting it work. Each stays on the record with who, when and why. One that touches the validity
 * of the sample is only proposed by the first person: it is done when a second person confirms it.
 */
export interface Intervention<Deed> {
  /** 1, 2, 3 … within the run. */
  readonly no: number;
  readonly deed: Deed;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Instant;
  readonly status: 'proposed' | 'done' | 'declined';
  /** Who confirmed or declined it; null while it waits, and for what needs nobody else. */
  readonly second: { readonly by: Actor; readonly at: Instant; readonly reason: string | null } | null;
}

export type InterventionEvent<Deed> =
  | { readonly type: 'intervention.proposed'; readonly deed: Deed; readonly reason: string }
  /** `numbers`: of the interventions, so that a witness can confirm several at once. */
  | { readonly type: 'intervention.confirmed'; readonly numbers: readonly number[] }
  | { readonly type: 'intervention.declined'; readonly numbers: readonly number[]; readonly reason: string };

type Event<Deed, Type extends InterventionEvent<Deed>['type']> = Stamped<
  Extract<InterventionEvent<Deed>, { type: Type }>
>;
type Settling<Deed> = Event<Deed, 'intervention.confirmed'> | Event<Deed, 'intervention.declined'>;
type Interventions<Deed> = readonly Intervention<Deed>[];

/** The record with what was just proposed; `alone`: it needs nobody else and is done. */
export const propose = <Deed>(
  known: Interventions<Deed>,
  { deed, reason, by, at }: Event<Deed, 'intervention.proposed'>,
  alone: boolean,
): Interventions<Deed> => [
  ...known,
  { no: known.length + 1, deed, reason, by, at, status: alone ? 'done' : 'proposed', second: null },
];

/** What an event settles, in order of number. */
export const settled = <Deed>(
  known: Interventions<Deed>,
  { numbers }: Pick<Settling<Deed>, 'numbers'>,
): Interventions<Deed> => known.filter(({ no, status }) => status === 'proposed' && numbers.includes(no));

/** The record after the second person's word. */
export const settle = <Deed>(known: Interventions<Deed>, event: Settling<Deed>): Interventions<Deed> => {
  const status = event.type === 'intervention.confirmed' ? 'done' : 'declined';
  const second = {
    by: event.by,
    at: event.at,
    reason: event.type === 'intervention.declined' ? event.reason : null,
  };
  const now = settled(known, event);
  return known.map((each) => (now.includes(each) ? { ...each, status, second } : each));
};

/**
 * Why a second person's word is not taken: `INTERVENTION_NOT_FOUND`, `INTERVENTION_SETTLED`, `INTERVENTION_SAME_PERSON` (who proposed
 * cannot confirm; he may withdraw by declining).
 */
export function refuseSettling<Deed>(known: Interventions<Deed>, event: Settling<Deed>): Refusal | undefined {
  for (const no of event.numbers) {
    const intervention = known.find((each) => each.no === no);
    const refusal = intervention ? refuseOne(intervention, event) : notFound(no, known.length);
    if (refusal) return refusal;
  }
  return event.numbers.length > 0 ? undefined : notFound(null, known.length);
}

function refuseOne<Deed>({ no, status, by }: Intervention<Deed>, event: Settling<Deed>): Refusal | undefined {
  if (status !== 'proposed') {
    const message = `Intervention ${no} is ${status} already.`;
    return {
      code: 'INTERVENTION_SETTLED',
      field: 'numbers',
      message,
      remedy: 'Look at the run again; propose a new one if it is needed.',
    };
  }
  if (event.type === 'intervention.declined' || by.id !== event.by.id) return undefined;
  const message = `Intervention ${no} touches the validity of the sample and was proposed by ${by.name ?? by.id}.`;
  return {
    code: 'INTERVENTION_SAME_PERSON',
    field: 'numbers',
    message,
    remedy: 'Another person must confirm it.',
  };
}

const notFound = (no: number | null, count: number): Refusal => ({
  code: 'INTERVENTION_NOT_FOUND',
  field: 'numbers',
  message: no === null ? 'No intervention is named.' : `This run has no intervention ${no}.`,
  remedy: count > 0 ? `Name one or more of 1 to ${count}.` : 'Nothing has been proposed in this run.',
});

/** A deed that belongs to another kind of run. */
export const notForRun = (kind: string): Refusal => ({
  code: 'INTERVENTION_NOT_FOR_RUN',
  field: 'deed.kind',
  message: `"${kind}" is nothing that can be done to this run.`,
  remedy: 'See what the run is: a sampling or a preparation.',
});
