import type { DecimalString } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';
import type { CountedOnly } from './counted-only.ts';

/** What casts doubt on a sample from the plant's side: each bars the certificate until an officer decides with a reason. */

export const suspicionOfInterruption: Finding = {
  code: 'SAMPLING_INTERRUPTED',
  zh: '采样过程中采样机停机或中止',
  en: 'The sampler stopped or aborted during sampling.',
};

export const suspicionOfBoot: Finding = {
  code: 'PLC_RESTARTED',
  zh: '采样过程中PLC重新启动',
  en: 'The PLC restarted during sampling.',
};

export const suspicionOfProgram: Finding = {
  code: 'PLC_PROGRAM_CHANGED',
  zh: '采样过程中PLC程序被更换',
  en: 'The program of the PLC was changed during sampling.',
};

export const suspicionOfFault = (faultCode: number): Finding => ({
  code: `PLANT_FAULT_${faultCode}`,
  zh: `采样过程中设备报故障${faultCode}`,
  en: `The plant reported fault ${faultCode} during sampling.`,
});

export const suspicionOfMode = (mode: number): Finding => ({
  code: `PLANT_MODE_${mode}`,
  zh: `采样过程中设备处于非自动模式（${mode}）`,
  en: `The plant was not in production mode (${mode}) during sampling.`,
});

export const suspicionOfClock = (driftSeconds: number): Finding => ({
  code: 'PLC_CLOCK_OFF',
  zh: `采样过程中PLC时钟与服务器相差${driftSeconds}秒，子样时间不可靠`,
  en: `The PLC's clock was ${driftSeconds} s off during sampling: the times of increments are not reliable.`,
});

export const suspicionOfGap = (from: number, to: number): Finding => ({
  code: 'RECORDS_LOST',
  zh: `设备事件记录${from}至${to}在读取前被覆盖`,
  en: `Records ${from} to ${to} of the unit were overwritten before they were read.`,
});

export const suspicionOfCounting = ({ taken, missed, kept }: CountedOnly): Finding => ({
  code: 'COUNTED_WITHOUT_RECORDS',
  zh: `仅由设备计数器得知：子样${taken}个，漏采${missed}次${kept === null ? '' : `，留样${kept} kg`}`,
  en: `Known from the unit's counters only: ${taken} increments, ${missed} missed${kept === null ? '' : `, ${kept} kg kept`}.`,
});

export const suspicionOfUnknownOutcome = (command: string): Finding => ({
  code: 'OUTCOME_UNKNOWN',
  zh: `采样过程中命令“${command}”的执行结果未知`,
  en: `It is not known whether the command "${command}" was carried out during sampling.`,
});

export const suspicionOfEarlyEnd = (taken: number): Finding => ({
  code: 'RECORDS_NOT_AWAITED',
  zh: `操作员在设备记录收齐之前结束，已收到子样${taken}个`,
  en: `An operator ended the unit before all its records had come in; ${taken} increments had.`,
});

export const suspicionOfManualSampling: Finding = {
  code: 'MANUAL_SAMPLING',
  zh: '部分子样在见证下由人工采取',
  en: 'Increments were taken by hand, with a witness.',
};

/** `increment`: its number as the sampler counts. */
export const suspicionOfVoiding = (increment: number, reason: string): Finding => ({
  code: `INCREMENT_VOIDED_${increment}`,
  zh: `子样${increment}作废（${reason}），其留样仍在集样桶内`,
  en: `Increment ${increment} was voided (${reason}); what was kept of it is in the container.`,
});

export const suspicionOfReplacement = (seal: string): Finding => ({
  code: 'CONTAINER_REPLACED',
  zh: `采样过程中更换集样桶，原桶人工加封${seal}`,
  en: `A container was replaced during sampling; the one taken out was sealed by hand with ${seal}.`,
});

export const suspicionOfDiscarding = (increments: number, kept: DecimalString): Finding => ({
  code: 'CONTAINER_DISCARDED',
  zh: `更换集样桶时弃去子样${increments}个，留样${kept} kg`,
  en: `A container was replaced and its contents discarded: ${increments} increments, ${kept} kg.`,
});

/** Mean deviation of so many increments from what flow and cutter let expect, %. */
export const suspicionOfDrift = (increments: number, mean: string, limit: DecimalString): Finding => ({
  code: 'INCREMENT_MASS_DRIFT',
  zh: `子样质量漂移：最近${increments}个子样平均偏离按流量和切割器计算的质量${mean} %，超出±${limit} %`,
  en: `Increment masses drift: ${increments} in a row are off what flow and cutter let expect by ${mean} % on average, beyond ±${limit} %.`,
});

/** `code`: drift where all are off to the same side, else variation. */
export const suspicionOfRow = (
  code: 'INCREMENT_MASS_DRIFT' | 'INCREMENT_MASS_VARIATION',
  increments: number,
  limit: DecimalString,
): Finding => ({
  code,
  zh: `连续${increments}个子样的质量偏离按流量和切割器计算的质量超过±${limit} %`,
  en: `${increments} increments in a row are off the mass that flow and cutter let expect by more than ±${limit} %.`,
});

export const suspicionOfStray = (deviation: string, limit: DecimalString): Finding => ({
  code: 'INCREMENT_MASS_VARIATION',
  zh: `一个子样的质量偏离按流量和切割器计算的质量${deviation} %，超出±${limit} %`,
  en: `An increment is off the mass that flow and cutter let expect by ${deviation} %, beyond ±${limit} %.`,
});

/** Coefficient of variation of mass to expected mass, %. */
export const suspicionOfVariation = (increments: number, variation: string, limit: DecimalString): Finding => ({
  code: 'INCREMENT_MASS_VARIATION',
  zh: `最近${increments}个子样的质量与计算质量之比的变异系数为${variation} %，超过${limit} %`,
  en: `The mass of ${increments} increments varies by ${variation} % against what flow and cutter let expect, more than ${limit} %.`,
});
