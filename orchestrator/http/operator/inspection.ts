import type { z } from 'zod';
import type { ConsignmentRequest } from '../../../workflows/consignment/events.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import type { OperatorOperationId } from '../operation-roles.ts';
import { json } from '../reply.ts';
import { consignment } from '../schemas/consignment.ts';
import {
  endingInput,
  findingInput,
  inspectionChoices,
  noLimitInput,
  quantityInput,
  reinspectionInput,
  resamplingInput,
  settlementOfFinding,
  siteCheckInput,
  splitInput,
  turnaroundOfPeriod,
  turnaroundQuery,
} from '../schemas/inspection.ts';
import { processIdParam } from '../schemas/scalars.ts';
import { periodOf } from './period.ts';

const tag = 'Inspection';

interface Told {
  readonly id: OperatorOperationId;
  /** Below the consignment's own address. */
  readonly where: string;
  readonly summary: string;
  readonly description?: string;
  /** What is sent, as the request it is. */
  readonly body: z.ZodType<ConsignmentRequest>;
  readonly example: object;
}

/** What is told of a consignment, or decided on it, beyond its plan. */
export function inspectionOperations({ inspection, administration, clock }: HttpDeps): readonly Operation[] {
  const told = ({ id, where, summary, description, body, example }: Told): Operation =>
    operatorOperation({
      id,
      method: 'post',
      path: `/api/v1/consignments/{id}/${where}`,
      tag,
      summary,
      ...(description !== undefined && { description }),
      input: { params: processIdParam, body },
      example,
      reply: json(consignment, 'The consignment as it is now.'),
      handle: async ({ caller, input: { params, body: request } }) =>
        accepted(await inspection.tell(caller, params.id, request)),
    });
  return [
    operatorOperation({
      id: 'getTurnaround',
      method: 'get',
      path: '/api/v1/turnaround',
      tag,
      summary: 'How long sampling units stayed in each stage that they left in a time, by the journal',
      description:
        'Of a time of at most 92 days. Median and p90 are those of all these stays, by nearest rank.',
      input: { query: turnaroundQuery },
      reply: json(turnaroundOfPeriod, 'Stages that units have left, with minutes.'),
      handle: async ({ input: { query } }) => {
        const { from, to } = periodOf(query, clock());
        return { from, to, items: await inspection.turnaround(from, to, query.kind ?? null) };
      },
    }),
    operatorOperation({
      id: 'getInspectionChoices',
      method: 'get',
      path: '/api/v1/inspection-choices',
      tag,
      summary: 'What can be found in quarantine and which documents can be prepared, as this site has it',
      input: {},
      reply: json(inspectionChoices, 'Codes with their names.'),
      handle: async () => accepted(administration.choices()),
    }),
    told({
      id: 'reportFinding',
      where: 'findings',
      summary: 'Something of quarantine was found: everything is held until an officer settles it',
      description: 'What runs at the plant runs on and is recorded; nothing new is begun for this cargo.',
      body: findingInput.transform((body) => ({ type: 'quarantine.found' as const, ...body })),
      example: {
        finding: 'LISTED_PEST',
        unitNo: 1,
        whileUnloading: true,
        treatment: 'effective',
        remark: 'Living beetles between the planks of the hatch.',
        evidence: [],
      },
    }),
    told({
      id: 'settleFinding',
      where: 'finding-settlements',
      summary:
        'Settle a finding by one of the outcomes the law allows; after the last one everything goes on',
      description: 'RETURN and DESTROY end the inspection: the cargo does not come in.',
      body: settlementOfFinding.transform((body) => ({ type: 'quarantine.settled' as const, ...body })),
      example: { holdNo: 1, outcome: 'TREAT_THEN_REINSPECT', reason: 'Fumigated, certificate F-7.' },
    }),
    told({
      id: 'recordQuantity',
      where: 'quantities',
      summary: 'A quantity somebody measured: draught survey, weighbridge, tank',
      description:
        'Of the cargo; with `unitNo` of one parcel of petroleum, in m³ at line conditions, once it was sampled. Its sample is then judged by it (anew, where it was judged before): what the sampler’s meter did not see of it passed unsampled.',
      body: quantityInput.transform((body) => ({ type: 'quantity.measured' as const, ...body })),
      example: {
        id: 'DS-2026-17',
        method: 'draft-survey',
        quantity: '59984.2',
        unit: 't',
        measuredAt: '2026-05-04T03:21:00Z',
        document: 'DS-2026-17',
        evidence: [],
      },
    }),
    told({
      id: 'recordSiteCheck',
      where: 'site-checks',
      summary: 'What was looked at on board or at the quay: radioactivity, foreign matter, smell',
      body: siteCheckInput.transform((body) => ({ type: 'site.checked' as const, ...body })),
      example: {
        id: 'R-1',
        check: 'radioactivity',
        unitNo: null,
        finding: 'normal',
        value: { number: '0.12', unit: 'μSv/h' },
        remark: null,
        evidence: [],
      },
    }),
    told({
      id: 'orderResampling',
      where: 'resamplings',
      summary: 'Have a unit whose sample is lost sampled again, or its retained bottle tested',
      body: resamplingInput.transform((body) => ({ type: 'resampling.ordered' as const, ...body })),
      example: { unitNo: 2, way: 'sampler', reason: 'The rest of the hold is still to be unloaded.' },
    }),
    told({
      id: 'acceptNoLimit',
      where: 'no-limit-acceptances',
      summary: 'Accept that items have no limit: they are reported, not judged',
      description: 'Once the results are assessed; the certificate says who accepted it and why.',
      body: noLimitInput.transform((body) => ({ type: 'no-limit.accepted' as const, ...body })),
      example: { items: ['moisture'], reason: 'Asked for by the buyer; no limit is in force.' },
    }),
    told({
      id: 'declareSplit',
      where: 'split',
      summary: 'Part of the cargo goes on to another port and is inspected there',
      body: splitInput.transform((body) => ({ type: 'split.declared' as const, ...body })),
      example: { unitNos: [3], port: 'Qingdao', reason: 'The draught does not allow the rest here.' },
    }),
    told({
      id: 'endInspection',
      where: 'ending',
      summary: 'End an inspection without a certificate: withdrawn by the applicant or cancelled by customs',
      body: endingInput.transform((body) => ({ type: 'inspection.ended' as const, ...body })),
      example: { kind: 'withdrawn', reason: 'The ship goes to another port.' },
    }),
    told({
      id: 'requestReinspection',
      where: 'reinspection',
      summary: 'The applicant disputes the result: the retained samples are tested',
      description: 'Once, and within the days the laboratory rule pack gives after the certificate.',
      body: reinspectionInput.transform((body) => ({ type: 'reinspection.requested' as const, ...body })),
      example: { applicant: 'Example Import Co.', reason: 'Ash differs from the loading port by 2 %.' },
    }),
  ];
}
