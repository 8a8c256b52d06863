import { decimalString } from '../kernel/brand.ts';
import { assayProcedureOf, type ProcedureLookup } from './procedure.ts';
import { analystsOf, type AssayApproved, type AssayContext, type ItemUnderTest } from './task.ts';
import type { TestItem } from './test-item.ts';
import type { AssayFinding, AssayResult } from './types.ts';

/** What the parent is told once the reviewer has accepted every item. */
export function approved(proceduresOf: ProcedureLookup, context: AssayContext): AssayApproved {
  const tested = context.items.flatMap((under) => {
    const procedure = assayProcedureOf(proceduresOf, context.order, under.item);
    return procedure ? [{ under, item: procedure.item }] : [];
  });
  const all = context.items.flatMap(({ determinations }) => determinations).sort((a, b) => a.at.localeCompare(b.at));
  const findings = tested.flatMap(({ under, item }) => findingOf(under, item));
  return {
    type: 'assay.approved',
    code: context.order.code,
    results: tested.flatMap(({ under, item }) => resultOf(under, item)),
    ...(findings.length > 0 && { findings }),
    analysts: analystsOf(context),
    reviewer: context.reviewer ?? '',
    testedFrom: all[0]?.at ?? context.receivedAt,
    testedTo: all.at(-1)?.at ?? context.receivedAt,
  };
}

function resultOf({ verdict, determinations }: ItemUnderTest, item: TestItem): AssayResult[] {
  if (item.rule === 'observation' || (verdict.kind !== 'accepted' && verdict.kind !== 'precision-not-known')) return [];
  const { mean, rounded, used } = verdict;
  return [
    {
      item: item.item,
      basis: item.basis ?? null,
      unit: item.unit,
      method: item.method,
      mean,
      rounded,
      determinations: determinations.filter((_, index) => used.includes(index)).map(({ value }) => decimalString(value)),
      ...(verdict.kind === 'precision-not-known' && { precision: 'not-known' as const }),
    },
  ];
}

function findingOf({ verdict, determinations }: ItemUnderTest, { item, method }: TestItem): AssayFinding[] {
  if (verdict.kind !== 'observed') return [];
  return [{ item, method, finding: verdict.answer, observers: determinations.map(({ analyst }) => analyst) }];
}
