import { enqueueActions, setup } from 'xstate';
import type { ControlledPacks } from '../blind-control/precision.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { verdictOf } from './comparison.ts';
import type {
  ComparedReport,
  ComparisonContext,
  ComparisonEvent,
  ComparisonOrder,
  LaboratoriesCompared,
} from './comparison.ts';
import { compareReport } from './judge.ts';

/**
 * Compares what was approved of one bottle with what other laboratories report of their part of the same sample. Every report is judged
 * once and stays on record; whose sample it is gets told the verdict, and what disagrees casts doubt on the sample: an officer decides,
 * and may have the retained bottle tested as the referee.
 */
export function laboratoryComparisonDefinition(packs: ControlledPacks): ProcessDefinition {
  const machine = setup({
    types: {
      context: {} as ComparisonContext,
      events: {} as Stamped<ComparisonEvent>,
      input: {} as { readonly order: ComparisonOrder },
    },
    actions: {
      ...effectActions,
      compare: enqueueActions(({ context, event, enqueue }) => {
        const { laboratory, reportNo, reportedOn, values, by, at } = event;
        const compared = compareReport(context.order, values, packs);
        if (!compared.ok) return;
        const report: ComparedReport = { laboratory, reportNo, reportedOn, by, at, items: compared.value };
        enqueue.assign({ reports: [...context.reports, report] });
        enqueue(send(context.order.parent, told(context.order, report)));
      }),
    },
    guards: {
      /** Facts are not refused by the engine, so the machine asks itself. */
      isAllowed: ({ context, event }) => refuseReport(context, event, packs) === undefined,
    },
  }).createMachine({
    id: 'laboratory-comparison',
    context: ({ input: { order } }) => ({ order, reports: [] }),
    initial: 'open',
    states: {
      /** A further laboratory may report at any time. */
      open: { on: { 'report.entered': { guard: 'isAllowed', actions: 'compare' } } },
    },
  });
  return {
    id: 'laboratory-comparison',
    version: 1,
    machine,
    refuse: (snapshot, event) =>
      refuseReport(snapshot.context as ComparisonContext, event as Stamped<ComparisonEvent>, packs),
  };
}

/** Which laboratory it was does not go into the words: they stand on the certificate if an officer accepts the sample all the same. */
function told({ approved: { code } }: ComparisonOrder, { items }: ComparedReport): LaboratoriesCompared {
  const far = items.filter(({ verdict }) => verdict === 'DISAGREE').map(({ item }) => item);
  const named = far.join(', ');
  const finding = {
    code: 'LABORATORIES_DISAGREE',
    zh: `${named} 与另一实验室的结果之差超过再现性限`,
    en: `${named} differs from another laboratory's result by more than the reproducibility limit`,
  };
  return {
    type: 'laboratories.compared',
    code,
    verdict: verdictOf(items),
    findings: far.length > 0 ? [finding] : [],
  };
}

/** Why a report cannot be taken: who tested the bottle does not judge himself, and a report counts once. */
export function refuseReport(
  { order, reports }: ComparisonContext,
  event: Stamped<ComparisonEvent>,
  packs: ControlledPacks,
): Refusal | undefined {
  const { by, laboratory, reportNo, values } = event;
  if (order.approved.analysts.includes(by.id)) {
    return {
      code: 'REVIEWER_SAME_PERSON',
      message: `${by.name ?? by.id} determined a value of ${order.approved.code} and cannot compare it.`,
      remedy: 'Have another reviewer enter the report.',
    };
  }
  if (reports.some((one) => one.laboratory === laboratory && one.reportNo === reportNo)) {
    return {
      code: 'REPORT_TWICE',
      field: 'reportNo',
      message: `Report ${reportNo} of ${laboratory} was compared already.`,
      remedy: 'Read the comparison; a corrected report has a number of its own.',
    };
  }
  const compared = compareReport(order, values, packs);
  return compared.ok ? undefined : compared.refusal;
}
