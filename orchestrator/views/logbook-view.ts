import type { AssayContext, AssayEvent } from '../../workflows/assay/task.ts';
import { assayProcedureOf } from '../../workflows/assay/procedure.ts';
import type { ProcedureLookup } from '../../workflows/assay/procedure.ts';
import type { CertificateContext } from '../../workflows/certificate/record.ts';
import type { Verdict } from '../../workflows/conformity/types.ts';
import type { CoalPreparationContext } from '../../workflows/coal-preparation/run.ts';
import type { HandlingContext } from '../../workflows/sample-handling/handling.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { PlantEvent } from '../../workflows/plant-unit/messages.ts';
import type { PlantUnitContext } from '../../workflows/plant-unit/machine.ts';
import { isSampling } from '../../workflows/sampler-run/kinds.ts';
import type { SamplerRunContext } from '../../workflows/sampler-run/run.ts';
import type { ViewPut } from '../storage/ports.ts';
import { consignmentLines } from './logbook-consignment.ts';
import { line } from './logbook-line.ts';
import { unitStateKey } from './logbook.ts';
import type { LogbookLine, UnitStateLine } from './logbook.ts';
import { collections, orderedKey } from './projection.ts';
import type { Projected, Projection } from './projection.ts';

/** The lines an entry makes, by its definition. */
export function projectLogbook(proceduresOf: ProcedureLookup): Projection {
  const byDefinition: Readonly<Record<string, Projection>> = {
    assay: (entry) => determinationLines(entry, proceduresOf),
    certificate: certificateLines,
    consignment: consignmentLines,
    'coal-preparation': (entry) => [
      ...commandLines(entry, (entry.snapshot?.context as CoalPreparationContext).order.line),
      ...preparationLines(entry),
    ],
    'sample-handling': handlingLines,
    'plant-unit': unitStateLines,
  };
  return (entry) => {
    if (!entry.snapshot) return [];
    if (isSampling(entry.definition)) return samplerLines(entry);
    return byDefinition[entry.definition]?.(entry) ?? [];
  };
}

const nameOf = ({ name, id }: Actor): string => name ?? id;
const isOver = ({ snapshot }: Projected): boolean => snapshot?.status === 'done';

function determinationLines(
  { input, position, snapshot }: Projected,
  proceduresOf: ProcedureLookup,
): readonly ViewPut[] {
  const event = input.event as AssayEvent;
  if (event.type !== 'determination.entered') return [];
  const { order, items } = snapshot?.context as AssayContext;
  const tested = items.find(({ item }) => item === event.item);
  const definition = assayProcedureOf(proceduresOf, order, event.item)?.item;
  if (!tested || !definition) return [];
  const doc = {
    at: input.at,
    item: tested.item,
    name: definition.name,
    no: tested.determinations.length === 0 ? null : tested.determinations.length,
    verdict:
      tested.verdict.kind === 'need-more' && tested.verdict.reason === 'first'
        ? ('first' as const)
        : tested.verdict.kind,
  };
  return [line('determination', orderedKey(position), doc)];
}

function samplerLines(entry: Projected): readonly ViewPut[] {
  const { order, voided, suspicions } = entry.snapshot?.context as SamplerRunContext;
  const doc = {
    id: entry.process,
    at: entry.input.at,
    voided: voided.reduce((sum, { from, to }) => sum + to - from + 1, 0),
    bottles: 0,
    findings: suspicions,
  };
  return [...commandLines(entry, order.sampler), runLine(entry, doc)];
}

function preparationLines(entry: Projected): readonly ViewPut[] {
  const { bottles } = entry.snapshot?.context as CoalPreparationContext;
  return [
    runLine(entry, {
      id: entry.process,
      at: entry.input.at,
      voided: 0,
      bottles: bottles.length,
      findings: [],
    }),
  ];
}

/** While it is open only what changes about it is written: the time is that of its end. */
const runLine = (entry: Projected, doc: LogbookLine<'run'>): ViewPut =>
  line('run', entry.process, isOver(entry) ? doc : { ...doc, at: begun }, !isOver(entry));
/** Stands for a time in lines of what is not over. */
const begun = '1970-01-01T00:00:00.000Z' as Instant;

function commandLines(
  { input, process, position }: Projected,
  unit: LogbookLine<'command'>['unit'],
): readonly ViewPut[] {
  const { type, reason } = input.event;
  if (!type.startsWith('operator.') || input.actor.kind !== 'person') return [];
  const doc = {
    at: input.at,
    run: process,
    unit,
    command: type.slice('operator.'.length),
    reason: String(reason),
    by: nameOf(input.actor),
  };
  return [line('command', orderedKey(position), doc)];
}

function handlingLines(entry: Projected): readonly ViewPut[] {
  const { endedAt } = entry.snapshot?.context as HandlingContext;
  return [line('handling', entry.process, { id: entry.process, at: endedAt ?? begun }, !isOver(entry))];
}

/** States of a certificate that is drafted and not issued yet. */
export const underWay: readonly string[] = ['prepared', 'reviewed', 'numbering', 'issuing'];
const told: Readonly<Record<string, LogbookLine<'certificate'>['what']>> = {
  'report.issued': 'issued',
  'certificate.replaced': 'replaced',
  'withdrawal.confirmed': 'withdrawn',
};

function certificateLines({ input, process, position, snapshot }: Projected): readonly ViewPut[] {
  const { draft, number, approvedBy, withdrawal } = snapshot?.context as CertificateContext;
  const status = String(snapshot?.value);
  const { code, title } = draft.kind;
  const shared = { at: input.at, kind: { code, title }, declarationNo: draft.declarationNo };
  const drafted = { ...shared, id: process, status };
  const what = told[input.event.type];
  const by = what === 'withdrawn' ? (withdrawal?.confirmedBy ?? null) : what === 'issued' ? approvedBy : null;
  const verdicts: Partial<Record<Verdict, number>> = {};
  if (what === 'issued')
    for (const { verdict } of draft.conformity?.items ?? []) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  return [
    line('drafted', process, drafted, underWay.includes(status)),
    ...(what && number
      ? [
          line('certificate', orderedKey(position), {
            ...shared,
            what,
            number,
            by: by && nameOf(by),
            verdicts,
          }),
        ]
      : []),
  ];
}

function unitStateLines({ input, position, snapshot }: Projected): readonly ViewPut[] {
  const event = input.event as PlantEvent;
  if (event.type !== 'plant.state' && event.type !== 'plant.link') return [];
  const { unit, live, state } = snapshot?.context as PlantUnitContext;
  const doc: UnitStateLine = { unit, at: input.at, position, state: live ? state : 'unreachable' };
  return [
    {
      collection: collections.unitStates,
      key: `${unit}/${unitStateKey(input.at, position)}`,
      index: unit,
      doc,
    },
  ];
}
