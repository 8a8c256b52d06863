import { useTold, useWords } from '../../i18n/language.ts';
import type { Schemas } from '../../api/client.ts';
import { conformityWords } from '../../kit/conformity-words.ts';
import type { Act } from './acts.ts';
import { consignmentWords } from './words.ts';

type Consignment = Schemas['Consignment'];

/** What was answered, by the name of the question. */
export type Asked = Readonly<Record<string, string>>;

export interface Question {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly start?: string;
  readonly optional?: true;
  readonly long?: true;
}

interface Dialogue {
  readonly questions: readonly Question[];
  readonly action: string;
  readonly danger?: boolean;
  readonly reason?: boolean;
}

const methods = ['draft-survey', 'weighbridge', 'belt-scale', 'shore-tank', 'flow-meter'] as const;
const checks = ['radioactivity', 'foreign-matter', 'smell', 'temperature', 'packing', 'papers'] as const;
const findings = ['normal', 'abnormal'] as const;
const treatments = ['effective', 'none', 'not-known'] as const;
const ways = ['sampler', 'reserve'] as const;
const endings = ['withdrawn', 'cancelled'] as const;
const noUnit = '';

/** What an act asks beside its reason. */
export function useQuestions(act: Act, consignment: Consignment): Dialogue {
  const t = useWords(consignmentWords);
  const c = useWords(conformityWords);
  const told = useTold();
  const optional = { optional: true, hint: t('optional') } as const;
  const unitOptions = (units: Consignment['units']) =>
    units.map(({ no, label }) => ({ value: String(no), label: told(label) }));
  const unit = (units: Consignment['units']): Question => ({
    name: 'unitNo',
    label: t('unit'),
    options: unitOptions(units),
  });
  const anyUnit: Question = {
    name: 'unitNo',
    label: t('unit'),
    options: [{ value: noUnit, label: t('wholeCargo') }, ...unitOptions(consignment.units)],
    optional: true,
  };
  const [first] = consignment.holds.filter(({ settled }) => settled === null);
  switch (act) {
    case 'decideValidity':
      return {
        questions: [
          unit(
            consignment.units.filter(({ validity, officer }) => validity === 'SUSPECT' && officer === null),
          ),
          {
            name: 'decision',
            label: t('decision'),
            options: (['ACCEPT', 'REJECT'] as const).map((value) => ({ value, label: t(value) })),
          },
        ],
        action: t('decide'),
      };
    case 'settleFinding':
      return {
        questions: [
          {
            name: 'holdNo',
            label: t('hold'),
            options: consignment.holds
              .filter(({ settled }) => settled === null)
              .map(({ no, finding, remark }) => ({ value: String(no), label: `${finding} · ${remark}` })),
          },
          {
            name: 'outcome',
            label: t('outcome'),
            options: (first?.allowed ?? []).map((value) => ({ value, label: c(value) })),
          },
        ],
        action: t('settle'),
      };
    case 'authorise':
      return { questions: [], action: t('authoriseNow'), reason: false };
    case 'prepareCertificate':
      return { questions: [], action: t('prepare'), reason: false };
    case 'resample':
      return {
        questions: [
          unit(consignment.units.filter(({ replacedBy }) => replacedBy === null)),
          {
            name: 'way',
            label: t('way'),
            options: ways.map((value) => ({ value, label: t(`way.${value}`) })),
          },
        ],
        action: t('arrange'),
      };
    case 'acceptNoLimit':
      return {
        questions: [
          {
            name: 'items',
            label: t('items'),
            start: (consignment.conformity?.findings ?? [])
              .flatMap(({ code, item }) => (code === 'NO_LIMIT' && item !== undefined ? [item] : []))
              .join(', '),
          },
        ],
        action: t('accept'),
      };
    case 'recordQuantity':
      return {
        questions: [
          { name: 'id', label: t('recordId'), hint: t('recordIdHint') },
          {
            name: 'method',
            label: t('method'),
            options: methods.map((value) => ({ value, label: t(value) })),
          },
          { name: 'quantity', label: t('quantity') },
          {
            name: 'unit',
            label: t('quantityUnit'),
            options: [
              { value: 't', label: 't' },
              { value: 'm3', label: 'm³' },
            ],
          },
          {
            name: 'measuredAt',
            label: t('measuredAt'),
            hint: 'ISO 8601',
            start: new Date().toISOString().slice(0, 16) + 'Z',
          },
          { name: 'document', label: t('document'), ...optional },
        ],
        action: t('record'),
        reason: false,
      };
    case 'recordSiteCheck':
      return {
        questions: [
          { name: 'id', label: t('recordId'), hint: t('recordIdHint') },
          { name: 'check', label: t('check'), options: checks.map((value) => ({ value, label: t(value) })) },
          anyUnit,
          {
            name: 'finding',
            label: t('findings'),
            options: findings.map((value) => ({ value, label: t(value) })),
          },
          { name: 'number', label: t('reading'), ...optional },
          { name: 'readingUnit', label: t('readingUnit'), ...optional },
          { name: 'remark', label: t('remark'), ...optional, long: true },
        ],
        action: t('record'),
        reason: false,
      };
    case 'reportFinding':
      return {
        questions: [
          { name: 'finding', label: t('finding'), hint: t('findingHint') },
          anyUnit,
          {
            name: 'whileUnloading',
            label: t('whileUnloading'),
            options: (['yes', 'no'] as const).map((value) => ({ value, label: value === 'yes' ? '✓' : '✕' })),
          },
          {
            name: 'treatment',
            label: t('treatment'),
            options: treatments.map((value) => ({ value, label: t(`treatment.${value}`) })),
          },
          { name: 'remark', label: t('remark'), long: true },
        ],
        action: t('report'),
        danger: true,
        reason: false,
      };
    case 'prepareDocument':
      return {
        questions: [
          { name: 'kind', label: t('documentKind'), hint: t('documentKindHint') },
          { name: 'remark', label: t('remark'), ...optional, long: true },
          { name: 'replaces', label: t('replacesNumber'), ...optional },
          { name: 'replacesReason', label: t('replacesReason'), ...optional },
          { name: 'addressee', label: t('addressee'), ...optional },
          { name: 'reasonZh', label: t('noticeReasonZh'), ...optional },
          { name: 'reasonEn', label: t('noticeReasonEn'), ...optional },
          { name: 'requiredZh', label: t('noticeRequiredZh'), ...optional },
          { name: 'requiredEn', label: t('noticeRequiredEn'), ...optional },
        ],
        action: t('prepare'),
        reason: false,
      };
    case 'declareSplit':
      return {
        questions: [
          unit(consignment.units.filter(({ stage }) => stage === 'planned')),
          { name: 'port', label: t('port') },
        ],
        action: t('declareIt'),
      };
    case 'requestReinspection':
      return { questions: [{ name: 'applicant', label: t('applicant') }], action: t('apply') };
    case 'endInspection':
      return {
        questions: [
          {
            name: 'kind',
            label: t('endKind'),
            options: endings.map((value) => ({ value, label: t(`ended.${value}`) })),
          },
        ],
        action: t('end'),
        danger: true,
      };
  }
}
