import type { BlindSampleContext } from '../../../workflows/blind-control/control.ts';
import type { ComparisonContext } from '../../../workflows/laboratory-comparison/comparison.ts';
import type { Projected } from '../projection.ts';
import type { Shown, Wording } from './wording.ts';

/** Which bottle it was nobody at the bench may read here: neither process nor code is named. */
export function controlFailed({ process, position }: Projected, { context }: Shown): Wording {
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
export function laboratoriesDisagree({ process, position }: Projected, { context }: Shown): Wording {
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
