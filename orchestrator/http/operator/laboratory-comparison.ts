import type { z } from 'zod';
import type { LaboratoryComparisonView } from '../../views/laboratory-comparison-view.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import {
  comparisonsQuery,
  laboratoryComparison,
  laboratoryReport,
} from '../schemas/laboratory-comparison.ts';
import { blindCodeParam, pageOf } from '../schemas/scalars.ts';

const tag = 'Laboratory comparison';
const path = '/api/v1/laboratory-comparisons';

const shown = ({
  reports,
  analysts,
  ...view
}: LaboratoryComparisonView): z.input<typeof laboratoryComparison> => ({
  ...view,
  analysts: [...analysts],
  reports: reports.map((report) => ({
    ...report,
    items: report.items.map((item) => ({
      ...item,
      steps: item.steps.map((step) => ({ ...step, inputs: [...step.inputs] })),
    })),
  })),
});

export const laboratoryComparisonOperations = ({
  laboratoryComparison: house,
}: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listLaboratoryComparisons',
    method: 'get',
    path,
    tag,
    summary: 'Approved results beside those of other laboratories, by assay code',
    input: { query: comparisonsQuery },
    reply: json(pageOf(laboratoryComparison), 'A page, in the order of codes.'),
    handle: async ({ input: { query } }) => {
      const { items, next } = await house.comparisons(query.verdict ?? null, query);
      return { items: items.map(shown), next };
    },
  }),
  operatorOperation({
    id: 'getLaboratoryComparison',
    method: 'get',
    path: `${path}/{code}`,
    tag,
    summary: 'What other laboratories found in their part of one sample, and how it was judged',
    input: { params: blindCodeParam },
    reply: json(laboratoryComparison, 'The comparison.'),
    handle: async ({ input: { params } }) =>
      shown(found(await house.comparison(params.code), 'comparison', params.code)),
  }),
  operatorOperation({
    id: 'enterLaboratoryReport',
    method: 'post',
    path: `${path}/{code}/reports`,
    tag,
    summary: 'Compare approved results with the report of another laboratory on its part of the sample',
    description:
      'An item outside the reproducibility limit raises an alarm and, before the certificate, doubts the sample: an officer accepts ' +
      'it, or has the retained bottle tested as the referee (`resamplings`, way `reserve`).',
    input: { params: blindCodeParam, body: laboratoryReport },
    example: {
      laboratory: 'Example Inspection Co., laboratory 2',
      reportNo: 'R-2026-118',
      reportedOn: '2026-05-04',
      values: [{ item: 'A', basis: 'd', results: ['11.42'] }],
    },
    reply: json(laboratoryComparison, 'The comparison with the verdict.', 201),
    handle: async ({ caller, input: { params, body } }) =>
      shown(accepted(await house.enterReport(caller, params.code, body))),
  }),
];
