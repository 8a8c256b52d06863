import type { ConsignmentContext } from '../consignment/record.ts';
import type { ConsignmentUnit } from '../consignment/unit.ts';
import type { Deviation } from './content.ts';

/** What the inspection departed from its plan in, beyond doubts of samples: each with who ordered it and why. */

/** A unit that the plan did not have. */
export function originOf({ label, origin }: ConsignmentUnit): readonly Deviation[] {
  switch (origin.kind) {
    case 'planned':
      return [];
    case 'sampled-again':
      return [
        {
          code: 'SAMPLED_AGAIN',
          zh: `${label.zh}：原样品无效，重新采样`,
          en: `${label.en}: its first sample was lost; it was sampled again.`,
          acceptedBy: origin.by,
          reason: origin.reason,
        },
      ];
    case 'reserve':
      return [
        {
          code: 'RESERVE_TESTED',
          zh: `${label.zh}：检验的是留存样品`,
          en: `${label.en}: what was tested is the retained sample.`,
          acceptedBy: origin.by,
          reason: origin.reason,
        },
      ];
    case 'rest':
      return [
        {
          code: `UNIT_DIVIDED_${origin.cause.toUpperCase().replace('-', '_')}`,
          zh: `${label.zh}：采样单元在此分开`,
          en: `${label.en}: the sampling unit was divided here.`,
          acceptedBy: origin.by,
          reason: origin.reason,
        },
      ];
  }
}

/** What concerns the whole cargo: a part that went elsewhere, findings of quarantine, a re-inspection. */
export function departuresOf({
  split,
  holds,
  reinspection,
  units,
}: ConsignmentContext): readonly Deviation[] {
  const labels = (nos: readonly number[], language: 'zh' | 'en') =>
    units
      .flatMap(({ no, label }) => (nos.includes(no) ? label[language] : []))
      .join(language === 'zh' ? '、' : ', ');
  return [
    ...(split
      ? [
          {
            code: 'PART_ELSEWHERE',
            zh: `${labels(split.unitNos, 'zh')}在${split.port}卸货，不在本证书范围内`,
            en: `${labels(split.unitNos, 'en')} was discharged at ${split.port} and is not covered by this certificate.`,
            acceptedBy: split.by,
            reason: split.reason,
          },
        ]
      : []),
    ...holds.flatMap(({ finding, remark, settled }) =>
      settled
        ? [
            {
              code: finding,
              zh: `现场检疫发现：${remark}`,
              en: `Found in quarantine on site: ${remark}`,
              acceptedBy: settled.by,
              reason: `${settled.outcome}: ${settled.reason}`,
            },
          ]
        : [],
    ),
    ...(reinspection
      ? [
          {
            code: 'REINSPECTION',
            zh: `应${reinspection.applicant}申请，用留存样品复验；原证书${reinspection.first.certificateNo ?? ''}`,
            en: `Re-inspected from the retained samples at the request of ${reinspection.applicant}; first certificate ${reinspection.first.certificateNo ?? ''}.`,
            acceptedBy: reinspection.by,
            reason: reinspection.reason,
          },
        ]
      : []),
  ];
}
