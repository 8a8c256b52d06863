import type { Projected } from '../projection.ts';
import type { SamplerRunContext } from '../../../workflows/sampler-run/run.ts';
import type { Shown, Wording } from './wording.ts';

export function runConditions({ process }: Projected, { value, status, context }: Shown): readonly Wording[] {
  const { reason, suspicions = [] } = context as { reason: string | null; suspicions?: readonly { code: string }[] };
  const state = String(value);
  const doubts = suspicions.map(({ code }) => code).join(', ');
  const waits: Wording = {
    id: `${process}/waits`,
    code: 'RUN_WAITS_FOR_OPERATOR',
    now: ['blocked', 'interrupted', 'held', 'recordsMissing'].includes(state),
    cause: state,
    message: { zh: `${process} 等待操作员：${reason ?? state}`, en: `${process} waits for an operator: ${reason ?? state}` },
  };
  return [
    // A run that looks at its unit again waits if it waited before: it must not call anew for every change it looks at.
    ...(state === 'verifying' ? [] : [waits]),
    {
      id: `${process}/suspect`,
      code: 'SAMPLE_SUSPECT',
      now: suspicions.length > 0 && status === 'active',
      message: { zh: `${process} 的样品存疑：${doubts}`, en: `The sample of ${process} is doubted: ${doubts}` },
    },
  ];
}

/** Increments that are not as heavy as flow and cutter let expect, while the run is under way. */
export function massConditions({ process }: Projected, { status, context }: Shown): readonly Wording[] {
  const { masses } = context as Partial<SamplerRunContext>;
  const isUnderWay = status === 'active';
  return [
    {
      id: `${process}/mass-drift`,
      code: 'INCREMENT_MASS_DRIFT',
      now: isUnderWay && masses?.drift === true,
      message: { zh: `${process} 的子样质量漂移`, en: `The increment masses of ${process} drift.` },
    },
    {
      id: `${process}/mass-variation`,
      code: 'INCREMENT_MASS_VARIATION',
      now: isUnderWay && masses?.variation === true,
      message: { zh: `${process} 的子样质量变化过大`, en: `The increment masses of ${process} vary too much.` },
    },
  ];
}
