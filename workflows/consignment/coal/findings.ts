import { judgeMassBalance } from '../../coal-preparation/mass-balance.ts';
import type { MassBalance } from '../../coal-preparation/mass-balance.ts';
import { judgeBottles } from '../../coal-preparation/minimum-mass.ts';
import type { PreparationFinished } from '../../coal-preparation/run.ts';
import type { CoalPreparationRules } from '../../coal-preparation/rules.ts';
import { moistureBeforeHeating } from '../../coal-preparation/stage-order.ts';
import type { Finding } from '../../kernel/finding.ts';

/** Bottle types of a line: the one for total moisture, and the first one filled after the dryer: no later than its seal the coal was heated. */
const moistureBottle = 61;
const firstBottleAfterHeating = 32;

export interface PreparationJudgement {
  readonly massBalance: MassBalance;
  readonly findings: readonly Finding[];
}

/** What casts doubt on a prepared sample: masses that do not balance, short or missing bottles, the wrong order, plant faults. */
export function judgePreparation(
  prepared: PreparationFinished,
  rules: CoalPreparationRules,
): PreparationJudgement {
  const massBalance = judgeMassBalance(prepared.stages, rules);
  const bottles = judgeBottles(prepared.bottles, rules);
  const sealedAt = (type: number) => prepared.bottles.find((bottle) => bottle.type === type)?.at ?? null;
  const inOrder = moistureBeforeHeating({
    moistureSealedAt: sealedAt(moistureBottle),
    dryerStartedAt: sealedAt(firstBottleAfterHeating),
  });
  const findings: Finding[] = [];
  for (const { stage, lossPercent, verdict } of massBalance.stages) {
    if (verdict === 'alarm') {
      findings.push({
        code: 'MASS_BALANCE',
        zh: `${stage} 质量不平衡，损失 ${lossPercent ?? '无法计算'} %`,
        en: `Masses at ${stage} do not balance: loss ${lossPercent ?? 'not computable'} %.`,
      });
    }
  }
  for (const { type, mass, minimumMass, verdict } of bottles.bottles) {
    if (verdict !== 'sufficient') {
      findings.push({
        code: 'BOTTLE_SHORT',
        zh: `样瓶 ${type} 质量 ${mass} kg 不足 ${minimumMass ?? '未知'} kg`,
        en: `Bottle ${type} has ${mass} kg, less than ${minimumMass ?? 'an unknown'} kg.`,
      });
    }
  }
  for (const type of bottles.missing)
    findings.push({ code: 'BOTTLE_MISSING', zh: `缺少样瓶 ${type}`, en: `Bottle ${type} is missing.` });
  if (!inOrder)
    findings.push({
      code: 'MOISTURE_AFTER_HEATING',
      zh: '全水分样未在加热前取出',
      en: 'The moisture sample was not taken before heating.',
    });
  for (const doubt of prepared.doubts)
    findings.push({
      code: doubt,
      zh: `制样过程设备异常：${doubt}`,
      en: `The line reported ${doubt} during preparation.`,
    });
  return { massBalance, findings };
}
