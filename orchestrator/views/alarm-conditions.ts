import type { AlarmCatalogue, AlarmCode } from '../../config/alarms/load.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { certificateRenewalDays } from '../../plc-adapters/unit-driver.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import { openHolds } from '../../workflows/consignment/holds.ts';
import type { CargoHold, ConsignmentContext } from '../../workflows/consignment/record.ts';
import { findingsOf, isActive, isLost } from '../../workflows/consignment/unit.ts';
import type { ConsignmentUnit, Lateness, UnitStage } from '../../workflows/consignment/unit.ts';
import type { PlantUnitContext, UnitCertificate } from '../../workflows/plant-unit/machine.ts';
import type { BlindSampleContext } from '../../workflows/blind-control/control.ts';
import type { ComparisonContext } from '../../workflows/laboratory-comparison/comparison.ts';
import { noticeOutstanding } from '../../workflows/certificate/record.ts';
import type { CertificateContext } from '../../workflows/certificate/record.ts';
import type { CarriageContext } from '../../workflows/transport/carriage.ts';
import type { WebhookContext } from '../../workflows/webhook/subscription.ts';
import type { Projected } from './projection.ts';
import type { SamplerRunContext } from '../../workflows/sampler-run/run.ts';
import { isSampling, samplingKinds } from '../../workflows/sampler-run/kinds.ts';

/** Something that can be wrong, as one entry of the journal shows it. */
export interface Condition {
  /** Which condition of which process. It may name the cargo, so it does not leave the house. */
  readonly id: string;
  readonly code: AlarmCode;
  /** Lasting: whether it stands now. Momentary: how often it has happened so far. */
  readonly now: boolean | number;
  /** What it is now, where it may become something else while it stands: then it calls again. */
  readonly cause?: string;
  readonly priority: 1 | 2 | 3 | 4;
  readonly message: Bilingual;
  readonly response: Bilingual;
  readonly consequence: Bilingual;
}

type Wording = Pick<Condition, 'id' | 'code' | 'now' | 'message'> & Partial<Pick<Condition, 'cause' | 'priority' | 'response'>>;

/** Definitions whose processes know nothing of the cargo, so that an alarm may name them. Any other is taken to know it. */
const blindDefinitions: ReadonlySet<string> = new Set(['plant-unit', ...samplingKinds, 'coal-preparation', 'assay', 'storage', 'transport']);
export const isBlind = ({ definition }: Projected): boolean => blindDefinitions.has(definition);

/** The unit of plant an entry is about, if any. */
export function unitOf({ snapshot }: Projected): UnitId | null {
  const context = snapshot?.context as { unit?: UnitId; order?: { sampler?: UnitId; line?: UnitId } } | undefined;
  return context?.unit ?? context?.order?.sampler ?? context?.order?.line ?? null;
}

/**
 * The conditions an entry tells about: processes on hold, runs that wait for an operator, doubted and lost samples, units out of reach
 * or in fault, records lost or nobody's. A condition that is not named is not told about.
 */
export function conditionsOf(entry: Projected, catalogue: AlarmCatalogue): readonly Condition[] {
  const complete = (wording: Wording): Condition => ({ ...catalogue.conditions[wording.code], ...wording });
  const { definition, snapshot } = entry;
  const wordings = [onHold(entry)];
  if (snapshot && definition === 'plant-unit') wordings.push(...unitConditions(entry, snapshot.context as PlantUnitContext, catalogue));
  if (snapshot && (isSampling(definition) || definition === 'coal-preparation')) wordings.push(...runConditions(entry, snapshot));
  if (snapshot && isSampling(definition)) wordings.push(...massConditions(entry, snapshot));
  if (snapshot && (definition === 'storage' || definition === 'transport')) wordings.push(custodyBroken(entry, snapshot));
  if (snapshot && definition === 'transport') wordings.push(...carriageConditions(entry, snapshot));
  if (snapshot && definition === 'blind-sample') wordings.push(controlFailed(entry, snapshot));
  if (snapshot && definition === 'laboratory-comparison') wordings.push(laboratoriesDisagree(entry, snapshot));
  if (snapshot && definition === 'certificate') wordings.push(unnoticed(entry, snapshot));
  if (snapshot && definition === 'webhook-subscription') wordings.push(...webhookConditions(entry, snapshot));
  if (snapshot && definition === 'consignment') wordings.push(...sampleConditions(entry, snapshot.context));
  return wordings.map(complete);
}

/** A withdrawal that customs does not know of yet. Whose certificate it is nobody at the bench may read here. */
function unnoticed({ process, position }: Projected, { context }: NonNullable<Projected['snapshot']>): Wording {
  return {
    id: `${process}/withdrawn`,
    code: 'WITHDRAWAL_UNNOTICED',
    now: noticeOutstanding(context as CertificateContext),
    message: {
      zh: `一份证书已撤销，海关尚未确认知悉（日志账第${position}条）`,
      en: `A certificate is withdrawn, and customs has not acknowledged it (entry ${position} of the journal).`,
    },
  };
}

/** Named by its client: an address may carry a secret in its path. */
function webhookConditions({ process, position }: Projected, { context }: NonNullable<Projected['snapshot']>): readonly Wording[] {
  const { client, failing, died } = context as WebhookContext;
  return [
    {
      id: `${process}/failing`,
      code: 'WEBHOOK_FAILING',
      now: failing?.long === true,
      message: {
        zh: `海关系统 ${client} 的通知接收已失败一小时以上：${failing?.problem ?? ''}`,
        en: `A webhook of ${client} has been failing for more than an hour: ${failing?.problem ?? ''}`,
      },
    },
    {
      id: `${process}/died`,
      code: 'WEBHOOK_LETTER_DEAD',
      now: died,
      message: {
        zh: `发往海关系统 ${client} 的一条通知一天内未能送达，已作废（日志账第${position}条）`,
        en: `A message to ${client} could not be delivered within a day and is given up (entry ${position} of the journal).`,
      },
    },
  ];
}

/** What is wrong is told by its code: the words name the container. */
function custodyBroken({ process }: Projected, { context }: NonNullable<Projected['snapshot']>): Wording {
  const { findings } = context as { findings: readonly { code: string }[] };
  const codes = [...new Set(findings.map(({ code }) => code))].join(', ');
  return {
    id: `${process}/custody`,
    code: 'CUSTODY_BROKEN',
    now: findings.length,
    message: { zh: `${process} 的样品保管中断：${codes}`, en: `The custody of ${process} is broken: ${codes}` },
  };
}

/** Which bottle it was nobody at the bench may read here: neither process nor code is named. */
function controlFailed({ process, position }: Projected, { context }: NonNullable<Projected['snapshot']>): Wording {
  const { order, scores } = context as BlindSampleContext;
  const failed = scores.filter(({ verdict }) => verdict === 'action').map(({ item }) => item);
  const items = failed.join(', ');
  const kind = order.content.kind === 'duplicate' ? { zh: '密码平行样', en: 'blind duplicate' } : { zh: '密码标准物质', en: 'blind reference material' };
  return {
    id: `${process}/action`,
    code: 'BLIND_CONTROL_ACTION',
    now: failed.length,
    message: {
      zh: `${kind.zh}超出行动限：${items}（日志账第${position}条）`,
      en: `A ${kind.en} is beyond its action limit: ${items} (entry ${position} of the journal).`,
    },
  };
}

/** Which bottle it was is told to nobody who works blind, as in `controlFailed`. */
function laboratoriesDisagree({ process, position }: Projected, { context }: NonNullable<Projected['snapshot']>): Wording {
  const { reports } = context as ComparisonContext;
  const far = reports.flatMap(({ items }) => items.filter(({ verdict }) => verdict === 'DISAGREE').map(({ item }) => item));
  const items = [...new Set(far)].join(', ');
  return {
    id: `${process}/disagrees`,
    code: 'LABORATORIES_DISAGREE',
    now: far.length,
    message: {
      zh: `与另一实验室的结果不一致：${items}（日志账第${position}条）`,
      en: `Another laboratory's results disagree with ours: ${items} (entry ${position} of the journal).`,
    },
  };
}

function carriageConditions({ process }: Projected, { value, context }: NonNullable<Projected['snapshot']>): readonly Wording[] {
  const { from, to } = (context as CarriageContext).order;
  return [
    {
      id: `${process}/overdue`,
      code: 'CARRIAGE_OVERDUE',
      now: value === 'overdue',
      message: { zh: `${process}（${from}至${to}）在途超时`, en: `${process} from ${from} to ${to} is overdue.` },
    },
    {
      id: `${process}/missing`,
      code: 'CARRIAGE_MISSING',
      now: value === 'missing',
      message: { zh: `${process}（${from}至${to}）下落不明`, en: `${process} from ${from} to ${to} is missing.` },
    },
  ];
}

/** Of a process that knows the cargo only its place in the journal is told: an administrator finds process and cause there and in the log. */
function onHold(entry: Projected): Wording {
  const { process, hold, position } = entry;
  return {
    id: `${process}/hold`,
    code: 'PROCESS_ON_HOLD',
    now: hold !== null,
    message: isBlind(entry)
      ? { zh: `流程 ${process} 已挂起：${hold?.message ?? ''}`, en: `Process ${process} is on hold: ${hold?.message ?? ''}` }
      : { zh: `一个业务流程已挂起（日志账第${position}条）`, en: `A process of the office is on hold (entry ${position} of the journal).` },
  };
}

/** Samples that conformance doubts, until an officer decides; and samples that are lost. None is named, as in `onHold`. */
function sampleConditions({ process, position }: Projected, context: Partial<ConsignmentContext>): readonly Wording[] {
  const { units = [], holds = [] } = context;
  return [
    ...units.map((unit) => undecided(process, position, unit)),
    ...units.map((unit) => late(process, position, unit)),
    cargoHeld(process, position, openHolds({ holds })),
    {
      id: `${process}/lost`,
      code: 'SAMPLE_LOST',
      now: units.filter(isLost).length,
      message: {
        zh: `一个样品无效或被拒绝，须重新采样（日志账第${position}条）`,
        en: `A sample is invalid or rejected; the lot is to be sampled again (entry ${position} of the journal).`,
      },
    },
  ];
}

const stageNames: Readonly<Record<UnitStage, Bilingual>> = {
  planned: { zh: '待采样', en: 'waiting to be sampled' },
  'setting-up': { zh: '采样前检查', en: 'set-up checks' },
  sampling: { zh: '采样', en: 'being sampled' },
  sampled: { zh: '已采样', en: 'sampled' },
  preparing: { zh: '制样', en: 'being prepared' },
  prepared: { zh: '已制样', en: 'prepared' },
  testing: { zh: '检测', en: 'under test' },
  tested: { zh: '已检测', en: 'tested' },
  rejected: { zh: '作废', en: 'rejected' },
  elsewhere: { zh: '不在本港', en: 'elsewhere' },
};
const howLate: Readonly<Record<Lateness, Bilingual & { readonly priority: 2 | 3 | 4 }>> = {
  target: { zh: '超过目标时间', en: 'past its target', priority: 4 },
  warning: { zh: '接近时限', en: 'close to its limit', priority: 3 },
  breach: { zh: '超过时限', en: 'past its limit', priority: 2 },
};

function late(process: string, position: number, { no, stage, late: lateness }: ConsignmentUnit): Wording {
  const how = howLate[lateness ?? 'target'];
  const { zh, en } = stageNames[stage];
  return {
    id: `${process}/unit/${no}/late`,
    code: 'STAGE_LATE',
    now: lateness !== null,
    cause: `${stage} ${lateness ?? ''}`,
    priority: how.priority,
    message: {
      zh: `一个样品在“${zh}”环节${how.zh}（日志账第${position}条）`,
      en: `A sample is ${how.en} in the stage “${en}” (entry ${position} of the journal).`,
    },
  };
}

/** Neither the cargo nor what was found in it is named. */
function cargoHeld(process: string, position: number, holds: readonly CargoHold[]): Wording {
  const stop = holds.some(({ stopsDischarge }) => stopsDischarge);
  return {
    id: `${process}/held`,
    code: 'CARGO_HELD',
    now: holds.length > 0,
    cause: holds.map(({ no }) => no).join(', '),
    message: {
      zh: `检疫发现，一批货物全部暂停${stop ? '，须立即停止卸货' : ''}（日志账第${position}条）`,
      en: `Something was found in quarantine and holds a cargo${stop ? '; its discharge is to stop at once' : ''} (entry ${position} of the journal).`,
    },
  };
}

function undecided(process: string, position: number, unit: ConsignmentUnit): Wording {
  const { no, validity, officer } = unit;
  const doubts = findingsOf(unit).map(({ code }) => code).join(', ');
  return {
    id: `${process}/unit/${no}/undecided`,
    code: 'SAMPLE_UNDECIDED',
    now: isActive(unit) && validity === 'SUSPECT' && officer === null,
    cause: doubts,
    message: {
      zh: `一个样品存疑，待主管人员决定（日志账第${position}条）：${doubts}`,
      en: `A sample is doubted and waits for an officer (entry ${position} of the journal): ${doubts}`,
    },
  };
}

function runConditions({ process }: Projected, { value, status, context }: NonNullable<Projected['snapshot']>): readonly Wording[] {
  const { reason, suspicions = [] } = context as { reason: string | null; suspicions?: readonly { code: string }[] };
  const state = String(value);
  const doubts = suspicions.map(({ code }) => code).join(', ');
  const waits: Wording = {
    id: `${process}/waits`,
    code: 'RUN_WAITS_FOR_OPERATOR',
    now: ['blocked', 'interrupted', 'held', 'recordsMissing'].includes(state),
    cause: state,
    message: { zh: `${process} 等待操作员：${reason ?? state}`, en: `${process} waits for an operator: ${reason ?? state}` },
  };
  return [
    // A run that looks at its unit again waits if it waited before: it must not call anew for every change it looks at.
    ...(state === 'verifying' ? [] : [waits]),
    {
      id: `${process}/suspect`,
      code: 'SAMPLE_SUSPECT',
      now: suspicions.length > 0 && status === 'active',
      message: { zh: `${process} 的样品存疑：${doubts}`, en: `The sample of ${process} is doubted: ${doubts}` },
    },
  ];
}

/** Increments that are not as heavy as flow and cutter let expect, while the run is under way. */
function massConditions({ process }: Projected, { status, context }: NonNullable<Projected['snapshot']>): readonly Wording[] {
  const { masses } = context as Partial<SamplerRunContext>;
  const isUnderWay = status === 'active';
  return [
    {
      id: `${process}/mass-drift`,
      code: 'INCREMENT_MASS_DRIFT',
      now: isUnderWay && masses?.drift === true,
      message: { zh: `${process} 的子样质量漂移`, en: `The increment masses of ${process} drift.` },
    },
    {
      id: `${process}/mass-variation`,
      code: 'INCREMENT_MASS_VARIATION',
      now: isUnderWay && masses?.variation === true,
      message: { zh: `${process} 的子样质量变化过大`, en: `The increment masses of ${process} vary too much.` },
    },
  ];
}

function unitConditions({ process, input }: Projected, context: PlantUnitContext, catalogue: AlarmCatalogue): readonly Wording[] {
  const { unit, live, reason, unattributed, gaps, programChanges, clockDrift } = context;
  const notLive: Wording = {
    id: `${process}/link`,
    code: 'UNIT_NOT_LIVE',
    now: !live,
    message: { zh: `${unit} 无实时数据（${reason ?? ''}），显示值已过期`, en: `${unit} gives no live values (${reason ?? ''}); what is shown is stale.` },
  };
  // A unit begins as never connected before its driver has said anything; the driver gives it time to connect before it says so.
  const linkTold = reason !== 'never-connected' || input.event.type === 'plant.link';
  return [
    ...(linkTold ? [notLive] : []),
    fault(process, context, catalogue),
    {
      id: `${process}/unattributed`,
      code: 'RECORD_WITHOUT_SAMPLE',
      now: unattributed,
      message: { zh: `${unit} 有记录不属于任何已知样品`, en: `${unit} told records that belong to no known sample.` },
    },
    {
      id: `${process}/gap`,
      code: 'RECORDS_LOST',
      now: gaps.length,
      message: { zh: `${unit} 的事件记录有缺失`, en: `Records of ${unit} were overwritten before they were read.` },
    },
    {
      id: `${process}/program`,
      code: 'PROGRAM_CHANGED',
      now: programChanges,
      message: { zh: `${unit} 的PLC程序已更换`, en: `The PLC of ${unit} runs another program.` },
    },
    {
      id: `${process}/clock`,
      code: 'CLOCK_DRIFT',
      now: clockDrift !== 0,
      message: { zh: `${unit} 的时钟与服务器相差 ${clockDrift} s`, en: `The clock of ${unit} is ${clockDrift} s off the server's.` },
    },
    ...(context.certificates ?? []).map((certificate) => certificateCondition(process, unit, certificate)),
  ];
}

/** A certificate near its end; it calls again when it has expired, because then the unit is lost at the next reconnection. */
function certificateCondition(process: string, unit: UnitId, { whose, subject, validTo, daysLeft }: UnitCertificate): Wording {
  const expired = daysLeft < 0;
  const [day = ''] = validTo.split('T');
  const zhOwner = whose === 'plc' ? `${unit} 的PLC证书` : `本系统连接 ${unit} 的证书`;
  const enOwner = whose === 'plc' ? `The certificate of the PLC of ${unit}` : `Our certificate for ${unit}`;
  return {
    id: `${process}/certificate/${whose}`,
    code: 'CERTIFICATE_EXPIRES',
    now: daysLeft < certificateRenewalDays,
    cause: expired ? 'expired' : 'expires',
    ...(expired && { priority: 2 as const }),
    message: {
      zh: `${zhOwner}（${subject}）${expired ? '已' : '将'}于 ${day} 过期`,
      en: `${enOwner} (${subject}) ${expired ? 'expired' : 'expires'} on ${day}.`,
    },
  };
}

/** One alarm a unit, by the gravest fault the PLC shows; the fault that came first is named, because it is the one to mend. */
function fault(process: string, { unit, faultCode, faultFirstOut }: PlantUnitContext, catalogue: AlarmCatalogue): Wording {
  const family = familyOf(faultCode, catalogue);
  const known = catalogue.faults.find(({ code }) => code === faultCode);
  const first = faultFirstOut !== 0 && faultFirstOut !== faultCode ? faultFirstOut : null;
  const name = nameOf(faultCode, catalogue);
  const response = known?.response ?? family?.response;
  return {
    id: `${process}/fault`,
    code: 'UNIT_FAULT',
    now: faultCode !== 0,
    cause: String(faultCode),
    ...(family && { priority: family.priority }),
    ...(response && { response }),
    message: {
      zh: `${unit} 故障 ${faultCode}（${name.zh}）${first === null ? '' : `，首发故障 ${first}（${nameOf(first, catalogue).zh}）`}`,
      en: `${unit} reports fault ${faultCode} (${name.en})${first === null ? '' : `; first came ${first} (${nameOf(first, catalogue).en})`}.`,
    },
  };
}

const familyOf = (code: number, { faultFamilies }: AlarmCatalogue) => faultFamilies.find(({ from, to }) => from <= code && code <= to);

const nameOf = (code: number, catalogue: AlarmCatalogue): Bilingual =>
  catalogue.faults.find((fault) => fault.code === code)?.name ?? familyOf(code, catalogue)?.name ?? { zh: '未知', en: 'unknown' };
