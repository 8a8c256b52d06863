import { toldTogether } from '../../../workflows/kernel/finding.ts';
import type { Bilingual } from '../../../workflows/kernel/bilingual.ts';
import { openHolds } from '../../../workflows/consignment/holds.ts';
import type { CargoHold, ConsignmentContext } from '../../../workflows/consignment/record.ts';
import { findingsOf, isActive, isLost } from '../../../workflows/consignment/unit.ts';
import type { ConsignmentUnit, Lateness, UnitStage } from '../../../workflows/consignment/unit.ts';
import type { Projected } from '../projection.ts';
import type { Wording } from './wording.ts';

/** Samples that conformance doubts, until an officer decides; and samples that are lost. None is named, as in `onHold`. */
export function sampleConditions(
  { process, position }: Projected,
  context: Partial<ConsignmentContext>,
): readonly Wording[] {
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
  const doubts = findingsOf(unit);
  return {
    id: `${process}/unit/${no}/undecided`,
    code: 'SAMPLE_UNDECIDED',
    now: isActive(unit) && validity === 'SUSPECT' && officer === null,
    cause: doubts.map(({ code }) => code).join(', '),
    message: {
      zh: `一个样品存疑，待主管人员决定（日志账第${position}条）：${toldTogether(doubts).zh}`,
      en: `A sample is doubted and waits for an officer (entry ${position} of the journal): ${toldTogether(doubts).en}.`,
    },
  };
}
