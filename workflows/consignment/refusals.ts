import { missingItems } from '../certificate/completeness.ts';
import { certificateDraft } from '../certificate/draft.ts';
import type { PackLookup } from '../coal-sampling/rule-pack.ts';
import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { ConsignmentContext, ConsignmentEvent } from './types.ts';

/** Why a consignment does not take a person's or customs' request now, in words that say what to do. */
export function refuseConsignment(packOf: PackLookup, context: ConsignmentContext, state: string, event: Stamped<ConsignmentEvent>): Refusal | undefined {
  switch (event.type) {
    case 'validity.decided': {
      const unit = context.units.find(({ no }) => no === event.unitNo);
      if (!unit) return { code: 'UNIT_NOT_FOUND', field: 'unitNo', message: `There is no sampling unit ${event.unitNo}.`, remedy: `Choose 1 to ${context.units.length}.` };
      if (unit.validity !== 'SUSPECT' || unit.officer) {
        return { code: 'NOTHING_TO_DECIDE', field: 'unitNo', message: `The sample of unit ${unit.no} is not waiting for a decision.`, remedy: 'Only a SUSPECT sample that nobody decided on yet can be decided.' };
      }
      return undefined;
    }
    case 'decode.authorised':
      return context.decodeAuthorisedBy.some(({ id }) => id === event.by.id)
        ? { code: 'DECODE_SAME_PERSON', message: `${event.by.name ?? event.by.id} has authorised the decoding already.`, remedy: 'A second person must authorise it too.' }
        : undefined;
    case 'certificate.prepare': {
      if (state !== 'assessed') return undefined;
      const missing = missingItems(certificateDraft(context, packOf(context.plan.pack), event.lineageDigest));
      return missing.length > 0
        ? { code: 'CERTIFICATE_INCOMPLETE', field: missing[0]?.field ?? 'draft', message: `Missing: ${missing.map(({ item, en }) => `${item} (${en})`).join('; ')}.`, remedy: 'Complete the consignment or the site configuration, then prepare again.' }
        : undefined;
    }
    case 'customs.decided':
      return event.goodsItem !== context.order.goodsItem
        ? { code: 'GOODS_ITEM_NOT_FOUND', field: 'goodsItem', message: `Declaration ${context.order.declarationNo} has no inspected goods item ${event.goodsItem} here.`, remedy: `Use goods item ${context.order.goodsItem}.` }
        : undefined;
    default:
      return undefined;
  }
}
