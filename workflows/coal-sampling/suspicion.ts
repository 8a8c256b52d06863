import type { SamplingFinding } from './types.ts';

/** What casts doubt on a sample from the plant's side: each bars the certificate until an officer decides with a reason. */

export const suspicionOfInterruption: SamplingFinding = {
  code: 'SAMPLING_INTERRUPTED',
  zh: '采样过程中采样机停机或中止',
  en: 'The sampler stopped or aborted during sampling.',
};

export const suspicionOfBoot: SamplingFinding = {
  code: 'PLC_RESTARTED',
  zh: '采样过程中PLC重新启动',
  en: 'The PLC restarted during sampling.',
};

export const suspicionOfProgram: SamplingFinding = {
  code: 'PLC_PROGRAM_CHANGED',
  zh: '采样过程中PLC程序被更换',
  en: 'The program of the PLC was changed during sampling.',
};

export const suspicionOfFault = (faultCode: number): SamplingFinding => ({
  code: `PLANT_FAULT_${faultCode}`,
  zh: `采样过程中设备报故障${faultCode}`,
  en: `The plant reported fault ${faultCode} during sampling.`,
});

export const suspicionOfMode = (mode: number): SamplingFinding => ({
  code: `PLANT_MODE_${mode}`,
  zh: `采样过程中设备处于非自动模式（${mode}）`,
  en: `The plant was not in production mode (${mode}) during sampling.`,
});

export const suspicionOfGap = (from: number, to: number): SamplingFinding => ({
  code: 'RECORDS_LOST',
  zh: `设备事件记录${from}至${to}在读取前被覆盖`,
  en: `Records ${from} to ${to} of the unit were overwritten before they were read.`,
});

export const suspicionOfUnknownOutcome = (command: string): SamplingFinding => ({
  code: 'OUTCOME_UNKNOWN',
  zh: `采样过程中命令“${command}”的执行结果未知`,
  en: `It is not known whether the command "${command}" was carried out during sampling.`,
});

export const suspicionOfEarlyEnd = (taken: number): SamplingFinding => ({
  code: 'RECORDS_NOT_AWAITED',
  zh: `操作员在设备记录收齐之前结束，已收到子样${taken}个`,
  en: `An operator ended the unit before all its records had come in; ${taken} increments had.`,
});
