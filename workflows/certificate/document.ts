import { isTreatment } from '../conformity/treatments.ts';
import { openHolds } from '../consignment/holds.ts';
import type { QuantityMeasured } from '../consignment/measuring.ts';
import type { ConsignmentContext, ConsignmentDocument } from '../consignment/record.ts';
import { activeUnits, isLost } from '../consignment/unit.ts';
import type { ProcessId } from '../kernel/brand.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { DocumentKind, DocumentRequest } from './document-request.ts';
import { templateOf } from './templates.ts';

/** The measurement of the cargo a document certifies; undefined while there is none that fits. */
export function measurementFor(
  { measurements }: Pick<ConsignmentContext, 'measurements'>,
  {
    kind,
    measurement,
  }: { readonly kind: Pick<DocumentKind, 'template'>; readonly measurement: string | null },
): QuantityMeasured | undefined {
  const fit = measurements.filter(
    ({ unit, unitNo }) => unitNo === undefined && (templateOf(kind.template).condition !== 'weighed' || unit === 't'),
  );
  return measurement === null ? fit.at(-1) : fit.find(({ id }) => id === measurement);
}

/** The document whose place another takes; undefined where it names none, or one that is not out. */
export const replacedDocument = (
  { documents }: Pick<ConsignmentContext, 'documents'>,
  { kind, replaces }: Pick<DocumentRequest, 'kind' | 'replaces'>,
): (ConsignmentDocument & { readonly number: string; readonly digest: string }) | undefined => {
  const found = documents.find(
    ({ process, kind: of, number, status }) =>
      of.code === kind.code &&
      number === replaces?.number &&
      (status === 'issued' || status === 'withdrawn') &&
      !documents.some((other) => other.replaces === process && other.status !== 'not-issued'),
  );
  return found && found.number !== null && found.digest !== null
    ? { ...found, number: found.number, digest: found.digest }
    : undefined;
};

/** `certificate/<declaration>.<item>.<kind>.<n>`; n counts the documents of this kind that were begun. */
export function documentProcess({ order, documents }: ConsignmentContext, code: string): ProcessId {
  const n = documents.filter(({ kind }) => kind.code === code).length + 1;
  return `certificate/${order.declarationNo}.${order.goodsItem}.${code}.${n}` as ProcessId;
}

/** Why a document cannot be prepared as things stand, with what is missing; its content is left to the completeness gate. */
export function refuseDocument(context: ConsignmentContext, asked: DocumentRequest): Refusal | undefined {
  const { kind, replaces } = asked;
  if (replaces && !replacedDocument(context, asked)) {
    return {
      code: 'DOCUMENT_NOT_FOUND',
      field: 'replaces.number',
      message: `No ${kind.title.en} ${replaces.number} of this consignment is out that no other takes the place of.`,
      remedy: 'Name one that is, or leave it out.',
    };
  }
  const outstanding = ended(context) ?? notYet(context, asked) ?? unmet(context, asked);
  return (
    outstanding && {
      code: 'DOCUMENT_NOT_DUE',
      field: 'kind',
      message: `${kind.title.zh} ${kind.title.en}: ${outstanding.message}`,
      remedy: outstanding.remedy,
    }
  );
}

type Outstanding = Pick<Refusal, 'message' | 'remedy'>;

const ended = (context: ConsignmentContext): Outstanding | undefined =>
  context.ended
    ? { message: 'the inspection has ended.', remedy: 'Prepare documents while it runs.' }
    : undefined;

function notYet(context: ConsignmentContext, { kind }: DocumentRequest): Outstanding | undefined {
  switch (templateOf(kind.template).after) {
    case 'declared':
      return undefined;
    case 'sampled': {
      const open = activeUnits(context.units).filter(
        (unit) => !unit.sampled || unit.validity === null || isLost(unit),
      );
      if (open.length === 0 && context.wanted.length === 0 && context.units.length > 0) return undefined;
      const named = open.map(({ label }) => label.en).join(', ') || 'some units';
      return {
        message: `not every unit is sampled: ${named}.`,
        remedy: 'Prepare it when all units are sampled.',
      };
    }
    case 'assessed':
      return context.results && context.conformity
        ? undefined
        : {
            message: 'the results are not decoded and judged.',
            remedy: 'Prepare it when the consignment is assessed.',
          };
  }
}

/** Settled by an officer so that the cargo is treated. */
const treatmentDue = ({ holds }: ConsignmentContext): boolean =>
  holds.some(({ settled }) => settled !== null && isTreatment(settled.outcome));

const noTreatmentTold: Outstanding = {
  message: 'a finding was settled by a treatment, and nothing says that it was carried out.',
  remedy: 'Give what was done, where, by whom, and when it was completed.',
};

function unmet(context: ConsignmentContext, asked: DocumentRequest): Outstanding | undefined {
  const { conformity } = context;
  switch (templateOf(asked.kind.template).condition) {
    case null:
      return undefined;
    case 'weighed':
    case 'measured':
      return measurementFor(context, asked)
        ? undefined
        : {
            message:
              asked.measurement === null
                ? 'no quantity of this kind is measured.'
                : `there is no fitting measurement ${asked.measurement}.`,
            remedy: 'Record the measurement first.',
          };
    case 'failed':
      return conformity?.overall === 'FAIL'
        ? undefined
        : { message: 'the lot does not fail.', remedy: 'It is only for a lot of which an item fails.' };
    case 'to-be-treated':
      return treatmentDue(context) || conformity?.advice.some(({ advice }) => advice === 'TREAT')
        ? undefined
        : {
            message: 'no treatment is ordered or advised.',
            remedy: 'Have an officer settle the finding by a treatment first.',
          };
    case 'treated':
      if (openHolds(context).length > 0)
        return { message: 'a finding holds the cargo.', remedy: 'Have an officer settle it first.' };
      return treatmentDue(context) && !asked.treatment ? noTreatmentTold : undefined;
    case 'passed':
      return passes(context)
        ? treatmentDue(context) && !asked.treatment
          ? noTreatmentTold
          : undefined
        : notPassed;
  }
}

/** As for the advice to release: nothing before the certificate of results is out and stands. */
const passes = (context: ConsignmentContext): boolean =>
  context.certificate !== null &&
  context.ended === null &&
  openHolds(context).length === 0 &&
  context.conformity?.overall !== 'FAIL' &&
  context.conformity?.advice.every(({ advice }) => advice === 'RELEASE') === true;

const notPassed: Outstanding = {
  message:
    'the cargo has not passed: the certificate of results is not out, something fails, or something holds the cargo.',
  remedy: 'Prepare it when the certificate of results stands and release is advised at both gates.',
};
