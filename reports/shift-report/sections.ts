import { DateTime } from 'luxon';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { toldTogether } from '../../workflows/kernel/finding.ts';
import type { ReportedAlarms, ShiftReport } from './model.ts';
import {
  certificateWords,
  matterWords,
  statusWords,
  wordsOfDeed,
  wordsOfProcess,
  wordsOfState,
} from './words.ts';

/** A table of the report, on paper and as CSV. */
export interface Section {
  readonly title: Bilingual;
  readonly columns: readonly SectionColumn[];
  readonly rows: readonly (readonly (string | Bilingual)[])[];
}

interface SectionColumn extends Bilingual {
  /** Points on paper; `*` shares what is left. */
  readonly width: number | '*';
  readonly align?: 'right';
}

const at: SectionColumn = { zh: '时间', en: 'Time', width: 56 };
/** A day above a time. */
const narrow = 30;
const unit: SectionColumn = { zh: '设备', en: 'Unit', width: 40 };
const count = (zh: string, en: string, width = 44): SectionColumn => ({ zh, en, width, align: 'right' });
const text = (zh: string, en: string, width: number | '*' = '*'): SectionColumn => ({ zh, en, width });

/** The tables of what the reader may see, also those in which there is nothing: that nothing happened is told as well. */
export function sectionsOf(report: ShiftReport, timeFormat: string): readonly Section[] {
  const moment = momentIn(report.timeZone, timeFormat);
  const {
    runs,
    interventions,
    preparations,
    determinations,
    alarms,
    certificates,
    findings,
    plant,
    handOver,
  } = report;
  return [
    handOver && handOverSection(handOver, moment),
    runs && runsSection(runs, moment),
    interventions && interventionsSection(interventions, moment),
    preparations && preparationsSection(preparations, moment),
    determinations && determinationsSection(determinations),
    ...(alarms ? alarmSections(alarms, moment) : []),
    certificates && certificatesSection(certificates, moment),
    findings && findingsSection(findings, moment),
    plant && plantSection(plant),
  ].filter((section) => section !== null);
}

/** Tells a time by the clock of the site; nothing for none. */
type Moment = (at: Instant | null) => string;
export const momentIn =
  (zone: string, format: string): Moment =>
  (told) =>
    told === null ? '' : DateTime.fromISO(told, { zone }).toFormat(format);
/** On paper the head tells the year. */
export const timeFormats = { full: 'yyyy-MM-dd HH:mm', short: 'MM-dd HH:mm' } as const;

const number = (value: number | string | null): string => (value === null ? '' : String(value));
const minutes = (value: number): string => value.toFixed(1);

const handOverSection = (matters: NonNullable<ShiftReport['handOver']>, moment: Moment): Section => ({
  title: { zh: '交班事项', en: 'Open at hand-over' },
  columns: [text('类别', 'Kind', 76), text('事项', 'Matter'), { ...at, zh: '自', en: 'Since' }],
  rows: matters.map(({ what, text: told, since }) => [matterWords[what], told, moment(since)]),
});

const runsSection = (runs: NonNullable<ShiftReport['runs']>, moment: Moment): Section => ({
  title: { zh: '采样', en: 'Sampling' },
  columns: [
    { ...unit, width: 34 },
    text('采样编码', 'Code', 82),
    { ...at, zh: '起', en: 'From', width: narrow },
    { ...at, zh: '止', en: 'To', width: narrow },
    text('状态', 'State'),
    count('计划', 'Planned', 32),
    count('已采', 'Taken', 30),
    count('漏采', 'Missed', 30),
    count('作废', 'Void', 26),
    count('质量 kg', 'Mass kg', 44),
  ],
  rows: runs.map((run) => [
    run.unit,
    run.sampleCode,
    moment(run.startedAt),
    moment(run.endedAt),
    toldTogether([wordsOfState(run.status), ...run.findings]),
    number(run.incrementsPlanned),
    number(run.incrementsTaken),
    number(run.incrementsMissed),
    number(run.incrementsVoid),
    number(run.sampleMass),
  ]),
});

const interventionsSection = (deeds: NonNullable<ShiftReport['interventions']>, moment: Moment): Section => ({
  title: { zh: '人工干预', en: 'Interventions' },
  columns: [
    at,
    unit,
    text('做什么', 'What', 80),
    text('谁', 'By', 52),
    text('原因', 'Reason'),
    text('状态', 'State', 46),
    text('复核', 'Second', 52),
  ],
  rows: deeds.map(({ at: when, unit: of, kind, by, reason, status, second }) => [
    moment(when),
    of,
    wordsOfDeed(kind),
    by,
    reason,
    statusWords[status],
    second ?? '',
  ]),
});

const preparationsSection = (
  preparations: NonNullable<ShiftReport['preparations']>,
  moment: Moment,
): Section => ({
  title: { zh: '制样', en: 'Preparation' },
  columns: [
    text('制样编码', 'Code', 90),
    text('流程', 'Process'),
    { ...at, zh: '起', en: 'From' },
    { ...at, zh: '止', en: 'To' },
    text('状态', 'State', 80),
    count('瓶数', 'Bottles'),
  ],
  rows: preparations.map(({ sampleCode, definition, startedAt, endedAt, status, bottles }) => [
    sampleCode,
    wordsOfProcess(definition),
    moment(startedAt),
    moment(endedAt),
    wordsOfState(status),
    number(bottles),
  ]),
});

const determinationsSection = ({ items }: NonNullable<ShiftReport['determinations']>): Section => ({
  title: { zh: '测定', en: 'Determinations' },
  columns: [
    text('项目', 'Item'),
    count('测定', 'Entered'),
    count('平行对', 'Pairs'),
    count('超差', 'Failed'),
    count('第三次', 'Third'),
  ],
  rows: items.map(({ name, item, entered, pairs, failed, third }) => [
    { zh: `${name.zh} ${item}`, en: `${name.en} ${item}` },
    ...[entered, pairs, failed, third].map(number),
  ]),
});

function alarmSections(
  { raised, longest, floods, shelved, open }: ReportedAlarms,
  moment: Moment,
): readonly Section[] {
  return [
    {
      title: { zh: '报警', en: 'Alarms' },
      columns: [text('指标', 'Figure', 130), text('值', 'Value')],
      rows: [
        [{ zh: '报警次数', en: 'Raised' }, number(raised)],
        [{ zh: '现未恢复', en: 'Open now' }, number(open)],
        ...(longest
          ? [[{ zh: '最长', en: 'Longest' }, both(longest.message, `${minutes(longest.minutes)} min`)]]
          : []),
        ...floods.map(({ from, to, raised: calls }) => [
          { zh: '报警泛滥', en: 'Flood' },
          `${moment(from)} – ${moment(to)}: ${calls}`,
        ]),
      ],
    },
    {
      title: { zh: '现搁置的报警', en: 'Alarms shelved now' },
      columns: [
        text('报警', 'Alarm'),
        { ...at, zh: '至', en: 'Until' },
        text('谁', 'By', 70),
        text('原因', 'Reason', 150),
      ],
      rows: shelved.map(({ message, until, by, reason }) => [message, moment(until), by, reason]),
    },
  ];
}

const both = ({ zh, en }: Bilingual, more: string): Bilingual => ({
  zh: `${zh}　${more}`,
  en: `${en}, ${more}`,
});

const certificatesSection = (
  certificates: NonNullable<ShiftReport['certificates']>,
  moment: Moment,
): Section => ({
  title: { zh: '证书', en: 'Certificates' },
  columns: [
    at,
    text('编号', 'Number', 110),
    text('种类', 'Kind'),
    text('报关单', 'Declaration', 100),
    text('状态', 'State', 50),
    text('签发人', 'Signatory', 52),
  ],
  rows: certificates.map(({ at: when, number: no, kind, declarationNo, what, by }) => [
    moment(when),
    no,
    kind.title,
    declarationNo,
    certificateWords[what],
    by ?? '',
  ]),
});

const findingsSection = (findings: NonNullable<ShiftReport['findings']>, moment: Moment): Section => ({
  title: { zh: '检疫发现', en: 'Findings' },
  columns: [
    at,
    text('报关单', 'Declaration', 100),
    text('发现', 'Finding', 100),
    text('说明', 'Remark'),
    text('谁', 'By', 52),
    text('处置', 'Settled', 46),
  ],
  rows: findings.map(({ at: when, declarationNo, finding, remark, by, settled }) => [
    moment(when),
    declarationNo,
    finding,
    remark,
    by,
    settled ? { zh: '已处置', en: 'Settled' } : { zh: '未处置', en: 'Open' },
  ]),
});

const plantSection = (units: NonNullable<ShiftReport['plant']>): Section => ({
  title: { zh: '设备停机', en: 'Plant downtime' },
  columns: [
    unit,
    count('停机 min', 'Down', 50),
    count('暂停 min', 'Held', 50),
    count('失联 min', 'Unreachable', 56),
    count('未知 min', 'Unknown', 50),
    text('各状态 min', 'By state'),
  ],
  rows: units.map((one) => [
    one.unit,
    ...[one.down_min, one.held_min, one.unreachable_min, one.unknown_min].map(minutes),
    one.states.map(({ state, minutes: each }) => `${state} ${minutes(each)}`).join(', '),
  ]),
});
