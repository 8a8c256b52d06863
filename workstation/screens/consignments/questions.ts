import { useTold, useWords } from '../../i18n/language.ts';
import type { Schemas } from '../../api/client.ts';
import { portMinute } from '../../i18n/port-day.ts';
import { conformityWords } from '../../kit/conformity-words.ts';
import { useServerTime } from '../../live/use-live.ts';
import { useSession } from '../../session/session.ts';
import type { Act } from './acts.ts';
import { nameOf, useChoices } from './choices.ts';
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
  /** A day and a time by the clocks of the port. */
  readonly instant?: true;
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

/** What an act asks beside its reason; some of it depends on what was answered already. */
export function useQuestions(act: Act, consignment: Consignment, asked: Asked): Dialogue {
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
  const { timeZone } = useSession().site;
  const now = useServerTime();
  const { findings: possible, documentKinds } = useChoices();
  const holds = consignment.holds.filter(({ settled }) => settled === null);
  const held = holds.find(({ no }) => String(no) === asked['holdNo']) ?? holds[0];
  const kind = documentKinds.find(({ code }) => code === asked['kind']) ?? documentKinds[0];
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
            options: holds.map(({ no, finding, remark }) => ({
              value: String(no),
              label: `${nameOf(possible, finding, told)} · ${remark}`,
            })),
          },
          {
            name: 'outcome',
            label: t('outcome'),
            options: (held?.allowed ?? []).map((value) => ({ value, label: c(value) })),
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
            start: consignment.kind === 'petroleum' ? 'm3' : 't',
            options: [
              { value: 't', label: 't' },
              { value: 'm3', label: 'm³' },
            ],
          },
          ...(consignment.kind === 'petroleum' ? [{ ...anyUnit, hint: t('parcelHint') }] : []),
          {
            name: 'measuredAt',
            label: t('measuredAt'),
            hint: t('portTime'),
            start: portMinute(now, timeZone),
            instant: true,
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
            label: t('checkResult'),
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
          {
            name: 'finding',
            label: t('finding'),
            options: possible.map(({ code, name }) => ({ value: code, label: told(name) })),
          },
          anyUnit,
          {
            name: 'whileUnloading',
            label: t('whileUnloading'),
            options: (['no', 'yes'] as const).map((value) => ({ value, label: t(`whileUnloading.${value}`) })),
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
          {
            name: 'kind',
            label: t('documentKind'),
            options: documentKinds.map(({ code, title }) => ({ value: code, label: `${told(title)} (${code})` })),
          },
          ...(kind?.notice === true
            ? [
                { name: 'addressee', label: t('addressee') },
                { name: 'reasonZh', label: t('noticeReasonZh') },
                { name: 'reasonEn', label: t('noticeReasonEn') },
                { name: 'requiredZh', label: t('noticeRequiredZh') },
                { name: 'requiredEn', label: t('noticeRequiredEn') },
              ]
            : []),
          { name: 'replaces', label: t('replacesNumber'), ...optional },
          ...((asked['replaces'] ?? '').trim() === '' ? [] : [{ name: 'replacesReason', label: t('replacesReason') }]),
          { name: 'remark', label: t('remark'), ...optional, long: true },
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
