import type { Stamped } from '../kernel/process.ts';
import { takeBottleFindings } from './bottle-findings.ts';
import { addPortion } from './custody.ts';
import { end, split } from './ending.ts';
import { prepareDocument, takeDocument } from './documents.ts';
import type { ConsignmentEvent } from './events.ts';
import { hold, isHeld, settleHold } from './holds.ts';
import { acceptNoLimit } from './no-limit.ts';
import { codeSample, prepareDue, takePreparation } from './preparation-stage.ts';
import { andThen, nothing, withUnit } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import type { ConsignmentContext } from './record.ts';
import { reinspect } from './reinspection.ts';
import { resample } from './resampling.ts';
import { countRetention, releaseBottles } from './retained.ts';
import { addUnit, beginUnits, divideUnit, sampleNext, takeSample, takeSetup } from './sampling-stage.ts';
import { noteQuantity, noteSiteCheck } from './site-records.ts';
import { noteLate, noteStages } from './stage-times.ts';
import { codeBottles, takeAssay, testDue } from './testing-stage.ts';
import type { Trade } from './trade.ts';

const noted = (changed: Partial<ConsignmentContext>): Reaction => ({ changed, wishes: [] });

/** What a consignment makes of what it is told. */
function reactionTo(context: ConsignmentContext, event: Stamped<ConsignmentEvent>, trade: Trade): Reaction {
  switch (event.type) {
    case 'codes.drawn':
      return takeCodes(context, event, trade);
    case 'setup.finished':
      return noted(takeSetup(context, event));
    case 'sampling.finished':
      return takeSample(context, event, event.at, trade);
    case 'preparation.finished':
    case 'handling.finished':
      return takePreparation(context, event, trade);
    case 'assay.approved':
      return noted(takeAssay(context, event, trade));
    case 'custody.broken':
    case 'laboratories.compared':
      return noted(takeBottleFindings(context, event));
    case 'portion.taken':
      return noted(addPortion(context, event));
    case 'stage.late':
      return noted(noteLate(context, event));
    case 'quarantine.found':
      return noted(hold(context, event, trade));
    case 'quarantine.settled':
      return noted(settleHold(context, event));
    case 'quantity.measured':
      return noted(noteQuantity(context, event, trade));
    case 'site.checked':
      return noted(noteSiteCheck(context, event));
    case 'unit.divide':
      return divideUnit(context, event, trade);
    case 'validity.decided': {
      const { decision, reason, by, at, unitNo } = event;
      return noted(withUnit(context, unitNo, { officer: { decision, reason, by: by.name ?? by.id, at } }));
    }
    case 'resampling.ordered':
      return resample(context, event, trade);
    case 'no-limit.accepted':
      return noted(acceptNoLimit(context, event));
    case 'split.declared':
      return noted(split(context, event));
    case 'inspection.ended':
      return noted(end(event));
    case 'certificate.issued':
      return certified(context, event, trade);
    case 'certificate.withdrawn':
      return noted(withdrawn(context, event));
    case 'document.prepare':
      return prepareDocument(context, event, trade);
    case 'document.issued':
    case 'document.not-issued':
    case 'document.withdrawn':
      return noted(takeDocument(context, event));
    case 'reinspection.requested':
      return reinspect(context, event, trade);
    default:
      return nothing;
  }
}

/** The results are reported: how long the retained bottles are kept counts from now. */
function certified(
  context: ConsignmentContext,
  { number, files, at }: Extract<Stamped<ConsignmentEvent>, { readonly type: 'certificate.issued' }>,
  trade: Trade,
): Reaction {
  const { certificateId } = context;
  if (certificateId === null) return nothing;
  const certificate = { process: certificateId, number, digest: files.json };
  return {
    changed: { certificate, predecessor: null, certifiedAt: at },
    wishes: [
      ...countRetention(context, trade, at),
      ...(context.reinspection ? releaseBottles(context, trade) : []),
    ],
  };
}

/** The gates are open again: what customs decided was decided on a certificate that stands no more, and the next one replaces it. */
function withdrawn(
  { certificate, predecessor, withdrawn: before, decisions, decisionsBefore }: ConsignmentContext,
  { number, reason, at }: Extract<Stamped<ConsignmentEvent>, { readonly type: 'certificate.withdrawn' }>,
): Partial<ConsignmentContext> {
  const stood = certificate?.number === number ? certificate : null;
  return {
    withdrawn: [...before, { number, reason, at }],
    certificate: stood ? null : certificate,
    predecessor: stood ? { ...stood, reason } : predecessor,
    decisionsBefore: stood ? decisions.length : decisionsBefore,
  };
}

/** The codes that were asked for are there. */
function takeCodes(
  context: ConsignmentContext,
  { stage, ref, codes, at }: Extract<Stamped<ConsignmentEvent>, { readonly type: 'codes.drawn' }>,
  trade: Trade,
): Reaction {
  switch (stage) {
    case 'sampling':
      return ref === 0 ? beginUnits(context, codes, at, trade) : addUnit(context, ref, codes);
    case 'preparation':
      return noted(codeSample(context, ref, codes));
    case 'assay':
      return noted(codeBottles(context, ref, codes));
  }
}

/** What can be begun now: it follows from how things stand, whatever led there. */
const due = (context: ConsignmentContext, trade: Trade): Reaction =>
  [sampleNext, prepareDue, testDue].reduce<Reaction>(
    (so, begin) => andThen(context, so, (after) => begin(after, trade)),
    nothing,
  );

/**
 * What a consignment makes of a message, and what it begins. While a finding holds the cargo, and once its inspection has ended, what
 * happens is recorded and nothing is begun.
 */
export function react(context: ConsignmentContext, event: Stamped<ConsignmentEvent>, trade: Trade): Reaction {
  const { changed, wishes } = andThen(context, reactionTo(context, event, trade), (after) =>
    isHeld(after) || after.ended ? nothing : due(after, trade),
  );
  const after = { ...context, ...changed };
  return {
    changed: { ...changed, units: noteStages(context.units, after.units, event.at) },
    wishes: after.ended ? [] : wishes,
  };
}
