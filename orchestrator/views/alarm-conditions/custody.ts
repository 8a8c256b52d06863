import type { CabinetContext } from '../../../workflows/storage/cabinet-orders.ts';
import type { CarriageContext } from '../../../workflows/transport/carriage.ts';
import type { TubeContext } from '../../../workflows/transport/tube-orders.ts';
import type { Projected } from '../projection.ts';
import { breakInWords, processInWords } from './in-words.ts';
import type { Shown, Wording } from './wording.ts';

/** What is wrong is told by its kind: the words of the finding name the container. */
export function custodyBroken({ process }: Projected, { context }: Shown): Wording {
  const { findings } = context as { findings: readonly { code: string }[] };
  const kinds = [...new Set(findings.map(({ code }) => code))].map(breakInWords);
  const name = processInWords(process);
  return {
    id: `${process}/custody`,
    code: 'CUSTODY_BROKEN',
    now: findings.length,
    message: {
      zh: `${name.zh} 的保管链中断：${kinds.map(({ zh }) => zh).join('、')}`,
      en: `The chain of custody is broken: ${name.en}: ${kinds.map(({ en }) => en).join(', ')}`,
    },
  };
}

/** Of the bottle nothing is said: an alarm is for everybody. */
export function orderUnanswered({ process }: Projected, { value, context }: Shown): Wording {
  const { cabinet, orders } = context as CabinetContext;
  const { no = 0, op = 'scan', problem = null } = orders[0] ?? {};
  return {
    id: `${process}/order`,
    code: 'CABINET_ORDER_UNANSWERED',
    now: value === 'unanswered',
    message: {
      zh: `存样柜${cabinet}的第${no}号指令（${opWords[op].zh}）结果不明：${problem?.code ?? ''}`,
      en: `What became of order ${no} (${opWords[op].en}) at cabinet ${cabinet} is not known: ${problem?.code ?? ''}`,
    },
  };
}

/** What the machine showed when it was there again is otherwise than people had said of an order. */
export function wordContradicted({ process }: Projected, { context }: Shown): Wording {
  const { cabinet, settled } = context as CabinetContext;
  const { no = 0, op = 'store' } = settled?.contradictions.at(-1) ?? {};
  return {
    id: `${process}/word`,
    code: 'CABINET_WORD_CONTRADICTED',
    now: settled?.contradicted ?? 0,
    message: {
      zh: `存样柜${cabinet}所示与人员告知的第${no}号指令（${opWords[op].zh}）结果不符`,
      en: `Cabinet ${cabinet} shows otherwise than people said of order ${no} (${opWords[op].en}).`,
    },
  };
}

const opWords = {
  store: { zh: '存', en: 'store' },
  retrieve: { zh: '取', en: 'retrieve' },
  scan: { zh: '扫描', en: 'scan' },
} as const;

/** Of the sample nothing is said: an alarm is for everybody. */
export function tubeConditions({ process }: Projected, { value, context }: Shown): readonly Wording[] {
  const { tube, orders, contradicted, contradictions } = context as TubeContext;
  const { no = 0, problem = null } = orders[0] ?? {};
  const last = contradictions.at(-1);
  return [
    {
      id: `${process}/order`,
      code: 'TUBE_ORDER_UNANSWERED',
      now: value === 'unanswered',
      message: {
        zh: `气动管道${tube}的第${no}号传输结果不明：${problem?.code ?? ''}`,
        en: `What became of transfer ${no} of tube ${tube} is not known: ${problem?.code ?? ''}`,
      },
    },
    {
      id: `${process}/word`,
      code: 'TUBE_WORD_CONTRADICTED',
      now: contradicted,
      message: {
        zh: `气动管道${tube}所示与人员告知的第${last?.no ?? 0}号传输结果不符`,
        en: `Tube ${tube} tells otherwise than people said of transfer ${last?.no ?? 0}.`,
      },
    },
  ];
}

export function carriageConditions({ process }: Projected, { value, context }: Shown): readonly Wording[] {
  const { from, to } = (context as CarriageContext).order;
  const name = processInWords(process);
  return [
    {
      id: `${process}/overdue`,
      code: 'CARRIAGE_OVERDUE',
      now: value === 'overdue',
      message: { zh: `${name.zh}（${from}至${to}）在途超时`, en: `${name.en} from ${from} to ${to} is overdue.` },
    },
    {
      id: `${process}/missing`,
      code: 'CARRIAGE_MISSING',
      now: value === 'missing',
      message: { zh: `${name.zh}（${from}至${to}）下落不明`, en: `${name.en} from ${from} to ${to} is missing.` },
    },
  ];
}
