import type { CarriageContext } from '../../../workflows/transport/carriage.ts';
import type { Projected } from '../projection.ts';
import type { Shown, Wording } from './wording.ts';

/** What is wrong is told by its code: the words name the container. */
export function custodyBroken({ process }: Projected, { context }: Shown): Wording {
  const { findings } = context as { findings: readonly { code: string }[] };
  const codes = [...new Set(findings.map(({ code }) => code))].join(', ');
  return {
    id: `${process}/custody`,
    code: 'CUSTODY_BROKEN',
    now: findings.length,
    message: { zh: `${process} 的样品保管中断：${codes}`, en: `The custody of ${process} is broken: ${codes}` },
  };
}

export function carriageConditions({ process }: Projected, { value, context }: Shown): readonly Wording[] {
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
