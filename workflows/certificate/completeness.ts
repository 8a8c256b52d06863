import type { Bilingual } from '../kernel/bilingual.ts';
import { isMissing, valuesAt } from './completeness-paths.ts';
import { draftRequirements, issueRequirements, partRequirements, type Requirement } from './completeness-requirements.ts';
import type { Certificate, CertificateDraft } from './content.ts';
import { templateOf } from './templates.ts';
import type { Section } from './templates.ts';

/** Something a certificate has to state and does not. */
export interface MissingItem extends Bilingual {
  /** Clause and item of ISO/IEC 17025:2017, for example `7.8.2.1 a`. */
  readonly item: string;
  /** The field to fill, for example `results[2].unit`. */
  readonly field: string;
}

/**
 * The completeness gate: what ISO/IEC 17025:2017 7.8.2.1 a–p, 7.8.2.2, 7.8.5 and 7.8.6 ask for and the certificate
 * does not state. Empty text, blanks and empty lists count as missing. A draft is not asked for what number and
 * signature add. An empty answer lets the certificate pass.
 */
export function missingItems(certificate: Certificate | CertificateDraft): readonly MissingItem[] {
  const requirements =
    'schema' in certificate || 'number' in certificate
      ? [...draftRequirements, ...partRequirements, ...issueRequirements]
      : [...draftRequirements, ...partRequirements];
  const missing = [
    ...requirements.filter(concerns(certificate)).flatMap((requirement) => unmet(certificate, requirement)),
    ...unexplainedUnits(certificate),
    ...incompleteDeviations(certificate),
    ...strayMarks(certificate),
  ];
  // Several requirements stop at the same empty list: say it once.
  return missing.filter((one, index) => missing.findIndex((other) => other.field === one.field) === index);
}

/** What a statement of conformity applies to and rests on (7.8.6.2 a, b) is not asked where no limit applies: then nothing was judged. */
const ofJudgement: readonly string[] = ['7.8.6.2 a', '7.8.6.2 b'];
/** Amendments (7.8.8): a first certificate replaces none. */
const ofAmendment = '7.8.8';
const concerns =
  ({ conformity, replaces, template }: CertificateDraft) =>
  ({ item, field }: Requirement): boolean =>
    isOf(template, field) &&
    !(conformity?.overall === 'NO_LIMIT' && isMissing(conformity.items) && ofJudgement.includes(item)) &&
    !(replaces === null && item === ofAmendment);

/** Fields of a part that not every template has; all others are asked of every document. */
const fieldsOfParts: readonly (readonly [RegExp, readonly Section[]])[] = [
  [/^(sampling|dates\.sampling)/, ['sampling']],
  [/^(results|assayCodes|dates\.(received|testing))/, ['results']],
  [/^lineageDigest/, ['sampling', 'results']],
  [/^conformity/, ['conformity']],
  [/^quantity/, ['quantity']],
  [/^quarantine/, ['quarantine']],
  [/^notice/, ['notice']],
];

function isOf(template: CertificateDraft['template'], field: string): boolean {
  const sections = fieldsOfParts.find(([pattern]) => pattern.test(field))?.[1];
  return !sections || sections.some((section) => templateOf(template).sections.includes(section));
}

function unmet(certificate: object, { item, field, zh, en }: Requirement): readonly MissingItem[] {
  return valuesAt(certificate, field)
    .filter((at) => isMissing(at.value))
    .map((at) => ({ item, field: at.path, zh, en }));
}

/** A unit that is not plainly valid, or was not sampled as planned, needs a deviation that says so (7.8.2.1 n). */
function unexplainedUnits({ sampling, deviations, template }: CertificateDraft): readonly MissingItem[] {
  if (!templateOf(template).sections.includes('deviations') || !isMissing(deviations)) return [];
  return listed(sampling?.units)
    .filter(
      (unit) =>
        unit.validity !== 'VALID' ||
        unit.incrementsTaken < unit.incrementsPlanned ||
        (unit.achievedPrecision === null && sampling?.requiredPrecision !== null),
    )
    .slice(0, 1)
    .map((unit) => ({
      item: '7.8.2.1 n',
      field: 'deviations',
      zh: `采样单元 ${unit.no} 的偏离说明`,
      en: `Deviation explaining sampling unit ${unit.no}`,
    }));
}

function incompleteDeviations({ deviations }: CertificateDraft): readonly MissingItem[] {
  return (['code', 'zh', 'en'] as const).flatMap((part) =>
    listed(deviations).flatMap((deviation, index) =>
      isMissing(deviation[part])
        ? [
            {
              item: '7.8.2.1 n',
              field: `deviations[${index}].${part}`,
              zh: '偏离的说明',
              en: 'Words of the deviation',
            },
          ]
        : [],
    ),
  );
}

/** A mark "supplied by the customer" has to stand at a field that exists, or it marks nothing (7.8.2.2). */
function strayMarks(certificate: CertificateDraft): readonly MissingItem[] {
  return listed(certificate.suppliedByCustomer).flatMap((field, index) =>
    valuesAt(certificate, field).every((at) => isMissing(at.value))
      ? [
          {
            item: '7.8.2.2',
            field: `suppliedByCustomer[${index}]`,
            zh: `客户提供的数据“${field}”`,
            en: `Data supplied by the customer: ${field}`,
          },
        ]
      : [],
  );
}

/** Documents that come from outside may lack a list the type promises. */
function listed<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list : [];
}
