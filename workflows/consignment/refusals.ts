import { missingItems } from '../certificate/completeness.ts';
import type { CertificateDraft } from '../certificate/content.ts';
import { refuseDocument } from '../certificate/document.ts';
import { certificateDraft, documentDraft } from '../certificate/draft.ts';
import type { Actor, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { amend } from './amendment.ts';
import { refuseDecision } from './customs-decisions.ts';
import { refuseSplit } from './ending.ts';
import type { ConsignmentEvent } from './events.ts';
import { refuseHold, refuseSettlement, refuseWhileHeld } from './holds.ts';
import type { ConsignmentContext } from './record.ts';
import { refuseNoLimit } from './no-limit.ts';
import { refuseOwnMeasurement } from './parcel-volume.ts';
import { refuseReinspection } from './reinspection.ts';
import { refuseResampling, unknownUnit } from './resampling.ts';
import { refuseQuantity, refuseSiteCheck } from './site-records.ts';
import { tradeOf } from './trades.ts';
import type { PackShelf } from './trades.ts';
import { activeUnits } from './unit.ts';

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
      const units = activeUnits(context.units);
      const unit = units.find(({ no }) => no === event.unitNo);
      if (!unit) return unknownUnit(event.unitNo, units);
      if (unit.validity !== 'SUSPECT' || unit.officer) {
        return {
          code: 'NOTHING_TO_DECIDE',
          field: 'unitNo',
          message: `The sample of unit ${unit.no} is not waiting for a decision.`,
          remedy: 'Only a SUSPECT sample that nobody decided on yet can be decided.',
        };
      }
      return event.decision === 'ACCEPT' ? refuseOwnMeasurement(context, unit, event.by) : undefined;
    }
    case 'decode.authorised':
      return state === 'decoding'
        ? (refuseWhileHeld(context) ?? refuseDecoding(packs, context, event.by))
        : undefined;
    case 'certificate.prepare': {
      const isOut = state === 'certified' || state === 'closed';
      if (isOut && !event.amends) return reasonMissing;
      if (state !== 'assessed' && !isOut) return undefined;
      const held = refuseWhileHeld(context);
      if (held) return held;
      const amended = amend(context, event.amends);
      return incomplete(certificateDraft(amended, tradeOf(context, packs), event.lineageDigest));
    }
    case 'document.prepare':
      return (
        refuseDocument(context, event) ??
        incomplete(documentDraft(context, tradeOf(context, packs), event, event.lineageDigest))
      );
    case 'quarantine.found':
      return refuseHold(context, event, tradeOf(context, packs));
    case 'quarantine.settled':
      return refuseSettlement(context, event);
    case 'quantity.measured':
      return refuseQuantity(context, state, event, tradeOf(context, packs));
    case 'site.checked':
      return refuseSiteCheck(context, event);
    case 'unit.divide':
      return refuseDivision(context, event.unitNo);
    case 'resampling.ordered':
      return refuseResampling(context, event, tradeOf(context, packs));
    case 'no-limit.accepted':
      return state === 'assessed' ? refuseNoLimit(context, event) : undefined;
    case 'split.declared':
      return refuseSplit(context, event);
    case 'reinspection.requested':
      return state === 'certified' || state === 'closed' || state === 'assessed'
        ? refuseReinspection(context, event, tradeOf(context, packs))
        : undefined;
    case 'customs.decided':
      return refuseDecision(context, event);
    default:
      return undefined;
  }
}

function incomplete(draft: CertificateDraft): Refusal | undefined {
  const missing = missingItems(draft);
  if (missing.length === 0) return undefined;
  return {
    code: 'CERTIFICATE_INCOMPLETE',
    field: missing[0]?.field ?? 'draft',
    message: `Missing: ${missing.map(({ item, en }) => `${item} (${en})`).join('; ')}.`,
    remedy: 'Complete the consignment or the site configuration, then prepare again.',
  };
}

const reasonMissing: Refusal = {
  code: 'AMENDMENT_REASON_MISSING',
  field: 'reason',
  message: 'A certificate is out. Another one replaces it, and says why.',
  remedy: 'Amend it: give the reason and what is corrected.',
};

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
  const assessed = tradeOf(context, packs).assess(activeUnits(context.units));
  return assessed.ok ? undefined : assessed.refusal;
}

/** Only a unit that is being sampled can be ended, and only once. */
function refuseDivision({ units }: ConsignmentContext, unitNo: number): Refusal | undefined {
  const underWay = units.filter(({ stage, dividing }) => stage === 'sampling' && dividing === null);
  return underWay.some(({ no }) => no === unitNo) ? undefined : unknownUnit(unitNo, underWay);
}
