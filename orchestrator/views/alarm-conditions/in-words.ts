import type { Bilingual } from '../../../workflows/kernel/bilingual.ts';

/** Names and reasons of the journal as people read them in an alarm. */

const processes: Readonly<Record<string, Bilingual>> = {
  'coal-sampling': { zh: '煤炭采样', en: 'Coal sampling' },
  'grain-sampling': { zh: '粮食采样', en: 'Grain sampling' },
  'petroleum-sampling': { zh: '油品取样', en: 'Petroleum sampling' },
  'coal-preparation': { zh: '煤样制备', en: 'Coal preparation' },
  storage: { zh: '留样瓶', en: 'Stored bottle' },
};

/** A process by what it is and the code it works under; a carriage has no code that anybody knows it by. */
export function processInWords(process: string): Bilingual {
  const cut = process.indexOf('/');
  const [definition, code] = [process.slice(0, cut), process.slice(cut + 1)];
  if (definition === 'transport') return { zh: '样品转运', en: 'Carriage of samples' };
  const { zh, en } = processes[definition] ?? { zh: definition, en: definition };
  return { zh: `${zh} ${code}`, en: `${en} ${code}` };
}

const commands: Readonly<Record<string, string>> = {
  start: '启动', hold: '暂停', unhold: '恢复', resume: '继续', complete: '完成', abort: '中止', stop: '停止', reset: '复位', clear: '清除故障',
  load: '装样', eject: '退样', skip: '跳过工序', suspend: '挂起', unsuspend: '解除挂起',
}; // prettier-ignore

/** Reasons that machines give a run, by their form; the Chinese of each. */
const reasons: readonly (readonly [form: RegExp, zh: (...parts: readonly string[]) => string])[] = [
  [/^fault (\d+)$/, (code) => `设备故障 ${code}`],
  [/^mode (\d+)$/, (mode) => `设备处于非自动模式（${mode}）`],
  [/^sampler is in state (\w+), not ready to start$/, (state) => `采样机处于状态 ${state}，未就绪`],
  [/^the sampler stopped or aborted$/, () => '采样机停机或中止'],
  [/^the line was broken off$/, () => '制样线中断'],
  [/^the line is not ready for this sample$/, () => '制样线尚不能接收此样品'],
  [/^another sample is to be fed first$/, () => '另一样品须先进料'],
  [/^the infeed holds another sample$/, () => '进料斗中有另一样品'],
  [/^the sample left the line and the ring does not say how$/, () => '样品已离开制样线，记录未说明去向'],
  [/^(\w+): ([A-Z_]+): /i, (command = '', code) => `指令“${commands[command.toLowerCase()] ?? command}”未成功（${code}）`],
];

/** Why a run waits; what a person wrote stays as it was written. */
export function reasonInWords(reason: string): Bilingual {
  for (const [form, zh] of reasons) {
    const found = form.exec(reason);
    if (found) return { zh: zh(...found.slice(1)), en: reason };
  }
  return { zh: reason, en: reason };
}

const waiting: Readonly<Record<string, Bilingual>> = {
  blocked: { zh: '受阻', en: 'blocked' },
  interrupted: { zh: '被中断', en: 'interrupted' },
  held: { zh: '已暂停', en: 'held' },
  recordsMissing: { zh: '工序记录缺失', en: 'records of stages are missing' },
};

/** What a run is that waits for its operator. */
export const waitingInWords = (state: string): Bilingual => waiting[state] ?? { zh: state, en: state };

/** Longest piece of a technical message that an alarm quotes, characters; the device's screen and the log have the whole of it. */
const longestQuote = 160;

/** Why a unit's link is down, where the driver tells it in words of its own. */
export function linkReasonInWords(reason: string | null): Bilingual {
  if (reason === null) return { zh: '原因不明', en: 'for no known reason' };
  const quoted = reason.length > longestQuote ? `${reason.slice(0, longestQuote)}…` : reason;
  const tagMap = /^tag-map-wrong: (\w+)/.exec(reason);
  if (!tagMap) return { zh: quoted, en: quoted };
  return { zh: `点位表与PLC不符：${tagMap[1]}`, en: `its tag map does not fit the PLC: ${quoted.replace(/^tag-map-wrong: /, '')}` };
}

/** The kinds of breaks in a chain of custody (`workflows/custody/chain.ts`); the words of the finding itself name the container. */
const breaks: Readonly<Record<string, Bilingual>> = {
  CUSTODY_GAP: { zh: '交接不连续', en: 'a gap between hands' },
  SEAL_MISMATCH: { zh: '封识不符', en: 'another seal' },
  MASS_STEP: { zh: '质量不符', en: 'another mass' },
  HOLDER_UNKNOWN: { zh: '持有人不明', en: 'an unknown holder' },
};
export const breakInWords = (code: string): Bilingual => breaks[code] ?? { zh: code, en: code };
