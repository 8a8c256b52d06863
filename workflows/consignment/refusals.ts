import { missingItems } from '../certificate/completeness.ts';
import { certificateDraft } from '../certificate/draft.ts';
import type { Actor, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { tradeOf } from './trades.ts';
import type { PackShelf } from './trades.ts';
import type { ConsignmentContext, ConsignmentEvent } from './types.ts';

/** Persons who together reveal whose the results are. */
export const decoders = 2;

/** Why a consignment does not take a person's or customs' request now, in words that say what to do. */
export function refuseConsignment(
  packs: PackShelf,
  context: ConsignmentContext,
  state: string,
  event: Stamped<ConsignmentEvent>,
): Refusal | undefined {
  switch (event.type) {
    case 'validity.decided': {
      const unit = context.units.find(({ no }) => no === event.unitNo);
      if (!unit)
        return {
          code: 'UNIT_NOT_FOUND',
          field: 'unitNo',
          message: `There is no sampling unit ${event.unitNo}.`,
          remedy: `Choose 1 to ${context.units.length}.`,
        };
      if (unit.validity !== 'SUSPECT' || unit.officer) {
        return {
          code: 'NOTHING_TO_DECIDE',
          field: 'unitNo',
          message: `The sample of unit ${unit.no} is not waiting for a decision.`,
          remedy: 'Only a SUSPECT sample that nobody decided on yet can be decided.',
        };
      }
      return undefined;
    }
    case 'decode.authorised':
      return state === 'decoding' ? refuseDecoding(packs, context, event.by) : undefined;
    case 'certificate.prepare': {
      if (state !== 'assessed') return undefined;
      const missing = missingItems(certificateDraft(context, tradeOf(context, packs), event.lineageDigest));
      return missing.length > 0
        ? {
            code: 'CERTIFICATE_INCOMPLETE',
            field: missing[0]?.field ?? 'draft',
            message: `Missing: ${missing.map(({ item, en }) => `${item} (${en})`).join('; ')}.`,
            remedy: 'Complete the consignment or the site configuration, then prepare again.',
          }
        : undefined;
    }
    case 'customs.decided':
      return event.goodsItem !== context.order.goodsItem
        ? {
            code: 'GOODS_ITEM_NOT_FOUND',
            field: 'goodsItem',
            message: `Declaration ${context.order.declarationNo} has no inspected goods item ${event.goodsItem} here.`,
            remedy: `Use goods item ${context.order.goodsItem}.`,
          }
        : undefined;
    default:
      return undefined;
  }
}

/** The same person twice, or, before the last person decides, results that contradict each other. */
function refuseDecoding(packs: PackShelf, context: ConsignmentContext, by: Actor): Refusal | undefined {
  if (context.decodeAuthorisedBy.some(({ id }) => id === by.id)) {
    return {
      code: 'DECODE_SAME_PERSON',
      message: `${by.name ?? by.id} has authorised the decoding already.`,
      remedy: 'A second person must authorise it too.',
    };
  }
  if (context.decodeAuthorisedBy.length + 1 < decoders) return undefined;
  const assessed = tradeOf(context, packs).assess(context.units);
  return assessed.ok ? undefined : assessed.refusal;
}
