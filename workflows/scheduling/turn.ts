import type { Instant } from '../kernel/brand.ts';

/** How pressing a request is; the order of this list is the order of turns. */
export const urgencies = ['urgent', 'normal', 'low'] as const;
export type Urgency = (typeof urgencies)[number];

/** A request for a unit of plant, as far as its turn depends on it. */
export interface TurnRequest {
  readonly urgency: Urgency;
  /** When what it leads to must be done; null when nothing says so. */
  readonly dueAt: Instant | null;
  readonly requestedAt: Instant;
}

/** What an order may say about its turns; without a word it is a normal one that nothing is due for. */
export interface TurnTerms {
  readonly urgency?: Urgency;
  readonly dueAt?: Instant | null;
}

export interface TurnRules {
  /** Minutes of waiting after which nobody is overtaken any more, however urgent others are; > 0. */
  readonly longestWait_min: number;
}

/** Where a site says nothing else: half a shift. */
export const defaultTurnRules: TurnRules = { longestWait_min: 240 };

/** Why somebody has his place in the queue. */
export const turnReasons = ['waited-longest', 'urgent', 'due-first', 'first-come'] as const;
export type TurnReason = (typeof turnReasons)[number];

export interface Turn<Request> {
  readonly request: Request;
  readonly reason: TurnReason;
}

const waitedTooLong = ({ requestedAt }: TurnRequest, now: Instant, { longestWait_min }: TurnRules): boolean =>
  Date.parse(now) - Date.parse(requestedAt) >= longestWait_min * 60_000;

/**
 * The order in which those who wait get their turn: first who has waited longer than anybody should, in the order they came; then by
 * urgency, then what is due first, then first come, first served. Nobody starves: once somebody has waited that long, only those who
 * came before him can still be served first. Equal requests keep the order they are given in.
 */
export function turns<Request extends TurnRequest>(
  waiting: readonly Request[],
  now: Instant,
  rules: TurnRules,
): readonly Turn<Request>[] {
  const isOld = (request: Request) => waitedTooLong(request, now, rules);
  const old = waiting.filter(isOld).toSorted((a, b) => byArrival(a, b) || byUrgency(a, b) || byDue(a, b));
  const others = waiting
    .filter((request) => !isOld(request))
    .toSorted((a, b) => byUrgency(a, b) || byDue(a, b) || byArrival(a, b));
  return [
    ...old.map((request) => ({ request, reason: 'waited-longest' as const })),
    ...others.map((request) => ({ request, reason: reasonOf(request) })),
  ];
}

const reasonOf = ({ urgency, dueAt }: TurnRequest): TurnReason =>
  urgency === 'urgent' ? 'urgent' : dueAt === null ? 'first-come' : 'due-first';

const byArrival = (a: TurnRequest, b: TurnRequest): number =>
  Date.parse(a.requestedAt) - Date.parse(b.requestedAt);
const byUrgency = (a: TurnRequest, b: TurnRequest): number =>
  urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency);

/** What is due comes before what is not. */
function byDue({ dueAt: a }: TurnRequest, { dueAt: b }: TurnRequest): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return Date.parse(a) - Date.parse(b);
}
