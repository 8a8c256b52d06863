import type { AlarmCatalogue } from '../../../config/alarms/load.ts';
import type { Bilingual } from '../../../workflows/kernel/bilingual.ts';
import { certificateRenewalDays } from '../../../plc-adapters/unit-driver.ts';
import type { UnitId } from '../../../workflows/kernel/brand.ts';
import type { PlantUnitContext, UnitCertificate } from '../../../workflows/plant-unit/machine.ts';
import type { Projected } from '../projection.ts';
import { linkReasonInWords } from './in-words.ts';
import type { Wording } from './wording.ts';

export function unitConditions({ process, input }: Projected, context: PlantUnitContext, catalogue: AlarmCatalogue): readonly Wording[] {
  const { unit, live, reason, unattributed, gaps, programChanges, clockDrift } = context;
  const notLive: Wording = {
    id: `${process}/link`,
    code: 'UNIT_NOT_LIVE',
    now: !live,
    message: notLiveMessage(unit, reason),
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
  const name = faultName(faultCode, catalogue);
  const response = known?.response ?? family?.response;
  return {
    id: `${process}/fault`,
    code: 'UNIT_FAULT',
    now: faultCode !== 0,
    cause: String(faultCode),
    ...(family && { priority: family.priority }),
    ...(response && { response }),
    message: {
      zh: `${unit} 故障 ${faultCode}（${name.zh}）${first === null ? '' : `，首发故障 ${first}（${faultName(first, catalogue).zh}）`}`,
      en: `${unit} reports fault ${faultCode} (${name.en})${first === null ? '' : `; first came ${first} (${faultName(first, catalogue).en})`}.`,
    },
  };
}

const familyOf = (code: number, { faultFamilies }: AlarmCatalogue) => faultFamilies.find(({ from, to }) => from <= code && code <= to);

/** What a fault code means: by itself, or by its family. */
export const faultName = (code: number, catalogue: AlarmCatalogue): Bilingual =>
  catalogue.faults.find((fault) => fault.code === code)?.name ?? familyOf(code, catalogue)?.name ?? { zh: '未知', en: 'unknown' };

const linkReasons: Readonly<Record<string, Bilingual>> = {
  'never-connected': { zh: '从未连接', en: 'never connected' },
  'link-lost': { zh: '连接断开', en: 'link lost' },
  'heartbeat-lost': { zh: '心跳停止', en: 'heartbeat lost' },
  'subscription-silent': { zh: '订阅无数据', en: 'subscription silent' },
};

function notLiveMessage(unit: UnitId, reason: string | null): Bilingual {
  const { zh, en } = linkReasons[reason ?? ''] ?? linkReasonInWords(reason);
  return { zh: `${unit} 无实时数据（${zh}），显示值已过期`, en: `${unit} gives no live values (${en}); what is shown is stale.` };
}
