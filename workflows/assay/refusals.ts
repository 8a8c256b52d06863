import type { Actor, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { assayProcedureOf, type ProcedureLookup } from './procedure.ts';
import { analystsOf, type AssayContext, type AssayEvent } from './task.ts';
import type { TestVerdict } from './test-verdict.ts';

type Entered = Stamped<Extract<AssayEvent, { type: 'determination.entered' }>>;

/** Why an entry or a review cannot be taken. */
export function refuseAssay(
  proceduresOf: ProcedureLookup,
  context: AssayContext,
  state: string,
  event: Stamped<AssayEvent>,
): Refusal | undefined {
  switch (event.type) {
    case 'determination.entered':
      return refuseEntry(proceduresOf, context, state, event);
    case 'review.accepted':
      return ownResults(context, event.by) ?? notSettled(context) ?? wordOnPrecision(context, event.withoutPrecision ?? []);
    case 'review.returned':
      return notToReturn(context, event.items) ?? ownResults(context, event.by);
  }
}

function refuseEntry(proceduresOf: ProcedureLookup, context: AssayContext, state: string, event: Entered): Refusal | undefined {
  const procedure = assayProcedureOf(proceduresOf, context.order, event.item);
  if (!procedure) {
    return {
      code: 'ITEM_NOT_ORDERED',
      field: 'item',
      message: `"${event.item}" is not to be determined on ${context.order.code}.`,
      remedy: `Choose one of: ${context.order.items.map(({ item }) => item).join(', ')}.`,
    };
  }
  const read = procedure.read(event.value);
  if (!read.ok) return read.refusal;
  const item = context.items.find((candidate) => candidate.item === event.item);
  if (state !== 'testing' || item?.verdict.kind !== 'need-more') {
    return {
      code: 'DETERMINATION_NOT_NEEDED',
      field: 'item',
      message: `${event.item} needs no further determination now.`,
      remedy: 'Ask the reviewer to return the item if it must be repeated.',
    };
  }
  const observed = procedure.item.rule === 'observation' && item.determinations.some(({ analyst }) => analyst === event.by.id);
  return observed
    ? {
        code: 'OBSERVER_SAME_PERSON',
        field: 'item',
        message: `${event.by.name ?? event.by.id} has given an answer to ${event.item} already.`,
        remedy: 'Have another person observe it.',
      }
    : undefined;
}

/** What the rule left open nobody settles by choosing: the item is tested anew. */
function notSettled({ items }: AssayContext): Refusal | undefined {
  for (const { item, verdict } of items) {
    const open = openVerdict(item, verdict);
    if (open) return { ...open, field: 'items', remedy: `Return ${item} to be determined again.` };
  }
  return undefined;
}

function openVerdict(item: string, verdict: TestVerdict): Pick<Refusal, 'code' | 'message'> | undefined {
  switch (verdict.kind) {
    // Where two triples qualify the standard is silent (GB/T 483-2007 6.1).
    case 'reviewer-chooses':
      return { code: 'TRIPLE_AMBIGUOUS', message: `Two triples of ${item} qualify and give different means; neither is the result.` };
    case 'no-agreement':
      return {
        code: 'DETERMINATIONS_DISAGREE',
        message: `None of ${verdict.pairs} pairs of ${item} agrees within the allowed difference.`,
      };
    case 'observers-disagree':
      return { code: 'OBSERVERS_DISAGREE', message: `The answers to ${item} differ: ${verdict.answers.join(', ')}.` };
    case 'need-more':
    case 'discard-all':
    case 'accepted':
    case 'observed':
    case 'precision-not-known':
      return undefined;
  }
}

/** A number nobody can judge is accepted by name; a name that needs no such word is a mistake of its reviewer. */
function wordOnPrecision({ items, order }: AssayContext, named: readonly string[]): Refusal | undefined {
  const field = 'withoutPrecision';
  const unjudged = items.filter(({ verdict }) => verdict.kind === 'precision-not-known').map(({ item }) => item);
  const missing = unjudged.filter((item) => !named.includes(item));
  if (missing.length > 0) {
    return {
      code: 'PRECISION_NOT_KNOWN',
      field,
      message: `No repeatability is known for ${missing.join(', ')}; nothing has judged whether the determinations agree.`,
      remedy: 'Name these items to accept them on your word, or return them.',
    };
  }
  const needless = named.find((item) => !unjudged.includes(item));
  return needless === undefined
    ? undefined
    : {
        code: 'PRECISION_IS_KNOWN',
        field,
        message: `"${needless}" of ${order.code} needs no word on its precision.`,
        remedy: unjudged.length > 0 ? `Name only: ${unjudged.join(', ')}.` : 'Name no item.',
      };
}

function notToReturn({ items, order }: AssayContext, returned: readonly string[]): Refusal | undefined {
  const unknown = returned.find((item) => !items.some((known) => known.item === item));
  return unknown !== undefined || returned.length === 0
    ? {
        code: 'ITEM_NOT_ORDERED',
        field: 'items',
        message: unknown ? `"${unknown}" is not part of ${order.code}.` : 'No item is named.',
        remedy: 'Name the items to repeat.',
      }
    : undefined;
}

function ownResults(context: AssayContext, by: Actor): Refusal | undefined {
  return analystsOf(context).includes(by.id)
    ? {
        code: 'REVIEWER_SAME_PERSON',
        message: `${by.name ?? by.id} determined a value of ${context.order.code} and cannot review it.`,
        remedy: 'Have another reviewer look at it.',
      }
    : undefined;
}
