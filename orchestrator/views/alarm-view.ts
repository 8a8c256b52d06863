import type { PlantUnitContext } from '../../workflows/plant-unit/machine.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { AlarmView } from './model.ts';
import { collections } from './projection.ts';
import type { Projected, Projection } from './projection.ts';
import type { ViewPut } from '../storage/ports.ts';

interface Condition {
  readonly id: string;
  readonly active: boolean;
  readonly priority: AlarmView['priority'];
  readonly code: string;
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}

/**
 * An alarm as it is kept: `condition` tells which condition it is of. It names the process, and a consignment's process is named after
 * its declaration, so it does not leave the house: alarms are read by people who must not know the cargo.
 */
export interface StoredAlarm extends AlarmView {
  readonly condition: string;
}

/** An alarm as people read it, built of named fields. */
export const alarmView = ({ id, priority, code, message, remedy, unit, process, raisedAt, clearedAt }: StoredAlarm): AlarmView => ({
  id,
  priority,
  code,
  message,
  remedy,
  unit,
  process,
  raisedAt,
  clearedAt,
});

/** Definitions whose processes know nothing of the cargo, so that an alarm may name them. Any other is taken to know it. */
const blindDefinitions: ReadonlySet<string> = new Set(['plant-unit', 'coal-sampling', 'coal-preparation', 'assay']);

/** Alarms as conditions that stand or not: processes on hold, runs that wait for an operator, units out of reach or in fault. */
export function projectAlarms(standing: readonly StoredAlarm[]): Projection {
  /** Conditions that stand now. */
  const raised = new Map(standing.map((alarm) => [alarm.condition, alarm]));
  return (entry) => {
    const puts: ViewPut[] = [];
    for (const condition of conditionsOf(entry)) {
      const alarm = raised.get(condition.id);
      if (condition.active === Boolean(alarm)) continue;
      const doc: StoredAlarm = { ...(alarm ?? raise(condition, entry)), clearedAt: condition.active ? null : entry.input.at };
      if (condition.active) raised.set(condition.id, doc);
      else raised.delete(condition.id);
      puts.push({ collection: collections.alarms, key: doc.id, index: condition.active ? 'active' : 'cleared', doc });
    }
    return puts;
  };
}

function raise({ id, priority, code, message, remedy }: Condition, entry: Projected): Omit<StoredAlarm, 'clearedAt'> {
  const blind = blindDefinitions.has(entry.definition);
  return {
    id: `${blind ? id : code}/${entry.position}`,
    condition: id,
    priority,
    code,
    message,
    remedy,
    unit: blind ? unitOf(entry) : null,
    process: blind ? entry.process : null,
    raisedAt: entry.input.at,
  };
}

function unitOf({ snapshot }: Projected): AlarmView['unit'] {
  const context = snapshot?.context as { unit?: AlarmView['unit']; order?: { sampler?: AlarmView['unit']; line?: AlarmView['unit'] } } | undefined;
  return context?.unit ?? context?.order?.sampler ?? context?.order?.line ?? null;
}

function conditionsOf(entry: Projected): readonly Condition[] {
  const { process, definition, snapshot } = entry;
  if (!snapshot) return [onHold(entry)];
  if (definition === 'plant-unit') return [onHold(entry), ...unitConditions(process, snapshot.context as PlantUnitContext)];
  if (definition === 'coal-sampling' || definition === 'coal-preparation') {
    const state = String(snapshot.value);
    const { reason } = snapshot.context as { reason: string | null };
    return [
      onHold(entry),
      {
        id: `${process}/waits`,
        active: ['blocked', 'interrupted', 'held'].includes(state),
        priority: 2,
        code: 'RUN_WAITS_FOR_OPERATOR',
        message: { zh: `${process} 等待操作员：${reason ?? state}`, en: `${process} waits for an operator: ${reason ?? state}` },
        remedy: { zh: '到设备处查看，排除原因后恢复或中止', en: 'Look at the plant, mend the cause, then resume or abort.' },
      },
    ];
  }
  return [onHold(entry)];
}

/** Of a process that knows the cargo only its place in the journal is told: an administrator finds process and cause there and in the log. */
function onHold({ process, definition, hold, position }: Projected): Condition {
  const condition = { id: `${process}/hold`, active: hold !== null, priority: 1, code: 'PROCESS_ON_HOLD' } as const;
  return blindDefinitions.has(definition)
    ? {
        ...condition,
        message: { zh: `流程 ${process} 已挂起：${hold?.message ?? ''}`, en: `Process ${process} is on hold: ${hold?.message ?? ''}` },
        remedy: { zh: '排除原因后释放该流程', en: 'Mend the cause, then release the process.' },
      }
    : {
        ...condition,
        message: { zh: `一个业务流程已挂起（日志账第${position}条）`, en: `A process of the office is on hold (entry ${position} of the journal).` },
        remedy: { zh: '由管理员按该条目查明原因，排除后释放该流程', en: 'An administrator looks the entry up, mends the cause and releases the process.' },
      };
}

function unitConditions(process: string, { unit, live, reason, faultCode, unattributed, gaps }: PlantUnitContext): readonly Condition[] {
  return [
    {
      id: `${process}/link`,
      active: !live,
      priority: 2,
      code: 'UNIT_NOT_LIVE',
      message: { zh: `${unit} 无实时数据（${reason ?? ''}），显示值已过期`, en: `${unit} gives no live values (${reason ?? ''}); what is shown is stale.` },
      remedy: { zh: '检查网络和PLC；恢复后自动核对', en: 'Check network and PLC; it is reconciled by itself when it is back.' },
    },
    {
      id: `${process}/fault`,
      active: faultCode !== 0,
      priority: 2,
      code: 'UNIT_FAULT',
      message: { zh: `${unit} 故障 ${faultCode}`, en: `${unit} reports fault ${faultCode}.` },
      remedy: { zh: '按设备手册排除故障', en: 'Mend it after the unit’s manual.' },
    },
    {
      id: `${process}/unattributed`,
      active: unattributed > 0,
      priority: 3,
      code: 'RECORD_WITHOUT_SAMPLE',
      message: { zh: `${unit} 有 ${unattributed} 条记录不属于任何已知样品`, en: `${unit} told ${unattributed} records that belong to no known sample.` },
      remedy: { zh: '查明是否在本系统之外采过样', en: 'Find out whether somebody sampled outside this system.' },
    },
    {
      id: `${process}/gap`,
      active: gaps.length > 0,
      priority: 2,
      code: 'RECORDS_LOST',
      message: { zh: `${unit} 的事件记录有缺失`, en: `Records of ${unit} were overwritten before they were read.` },
      remedy: { zh: '该单元样品存疑，须由主管人员决定', en: 'The sample is suspect; an officer decides.' },
    },
  ];
}
