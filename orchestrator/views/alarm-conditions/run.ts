import { toldTogether } from '../../../workflows/kernel/finding.ts';
import type { Finding } from '../../../workflows/kernel/finding.ts';
import type { Projected } from '../projection.ts';
import type { SamplerRunContext } from '../../../workflows/sampler-run/run.ts';
import { processInWords, reasonInWords, waitingInWords } from './in-words.ts';
import type { Shown, Wording } from './wording.ts';

export function runConditions({ process }: Projected, { value, status, context }: Shown): readonly Wording[] {
  const { reason, suspicions = [] } = context as { reason: string | null; suspicions?: readonly Finding[] };
  const state = String(value);
  const name = processInWords(process);
  const why = reasonInWords(reason ?? '');
  const stands = waitingInWords(state);
  const [zhWhy, enWhy] = reason === null ? ['', ''] : [`：${why.zh}`, `: ${why.en}`];
  const waits: Wording = {
    id: `${process}/waits`,
    code: 'RUN_WAITS_FOR_OPERATOR',
    now: ['blocked', 'interrupted', 'held', 'recordsMissing'].includes(state),
    cause: state,
    message: {
      zh: `${name.zh} ${stands.zh}，等待操作员${zhWhy}`,
      en: `${name.en} (${stands.en}) waits for an operator${enWhy}`,
    },
  };
  return [
    // A run that looks at its unit again waits if it waited before: it must not call anew for every change it looks at.
    ...(state === 'verifying' ? [] : [waits]),
    {
      id: `${process}/suspect`,
      code: 'SAMPLE_SUSPECT',
      now: suspicions.length > 0 && status === 'active',
      message: {
        zh: `${name.zh} 的样品存疑：${toldTogether(suspicions).zh}`,
        en: `The sample of ${name.en} is doubted: ${toldTogether(suspicions).en}.`,
      },
    },
  ];
}

/** Increments that are not as heavy as flow and cutter let expect, while the run is under way. */
export function massConditions({ process }: Projected, { status, context }: Shown): readonly Wording[] {
  const { masses } = context as Partial<SamplerRunContext>;
  const isUnderWay = status === 'active';
  const name = processInWords(process);
  return [
    {
      id: `${process}/mass-drift`,
      code: 'INCREMENT_MASS_DRIFT',
      now: isUnderWay && masses?.drift === true,
      message: { zh: `${name.zh} 的子样质量漂移`, en: `The increment masses of ${name.en} drift.` },
    },
    {
      id: `${process}/mass-variation`,
      code: 'INCREMENT_MASS_VARIATION',
      now: isUnderWay && masses?.variation === true,
      message: { zh: `${name.zh} 的子样质量变化过大`, en: `The increment masses of ${name.en} vary too much.` },
    },
  ];
}
