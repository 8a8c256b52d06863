import type { AssayApproved, AssayOrder } from '../assay/machine.ts';
import { assayProcess } from '../assay/task.ts';
import { tellControl } from '../blind-control/messages.ts';
import type { BlindCode } from '../kernel/brand.ts';
import { bottleContainer, reservePortion } from './custody.ts';
import { isWanted } from './preparation-stage.ts';
import { andThen, nothing, unitOf, withUnit } from './reaction.ts';
import type { Reaction, Wish } from './reaction.ts';
import type { ConsignmentContext } from './record.ts';
import { storeBottles } from './retained.ts';
import type { Trade } from './trade.ts';
import type { ConsignmentUnit } from './unit.ts';

/** The bottles have their assay codes. */
export function codeBottles(
  context: ConsignmentContext,
  no: number,
  codes: readonly BlindCode[],
): Partial<ConsignmentContext> {
  const { bottles, samplingCode, origin } = unitOf(context, no);
  const coded = bottles.map((bottle, index) => {
    const code = codes[index];
    if (!code) throw new Error(`no assay code was drawn for bottle ${index + 1}`);
    return { ...bottle, code };
  });
  return {
    ...withUnit(context, no, { bottles: coded }),
    containers: [
      ...context.containers,
      ...coded.map((bottle) =>
        origin.kind === 'reserve'
          ? reservePortion(bottle.code, origin.from, bottle)
          : bottleContainer(bottle.code, samplingCode, bottle),
      ),
    ],
  };
}

/** Prepared samples whose bottles have their codes and that are wanted go to the laboratory, and into the store. */
export const testDue = (context: ConsignmentContext, trade: Trade): Reaction =>
  context.units
    .filter(({ stage, bottles }) => stage === 'prepared' && bottles.every(({ code }) => code !== null))
    .filter(isWanted)
    .reduce<Reaction>(
      (so, unit) => andThen(context, so, (after) => beginTesting(after, unit, trade)),
      nothing,
    );

/** Each bottle that is to be tested goes to the laboratory. Without one there is no sample left. */
function beginTesting(context: ConsignmentContext, unit: ConsignmentUnit, trade: Trade): Reaction {
  const { no, bottles, assays, origin } = unit;
  const { blindControl: control } = context.order.site;
  const { pack } = trade;
  const tests = trade.tests(unit).flatMap(({ bottle, items }) => {
    const { code, kind, mass } = bottles[bottle] ?? {};
    return code && kind !== undefined && mass !== undefined ? [{ code, kind, mass, items }] : [];
  });
  if (tests.length === 0)
    return { changed: withUnit(context, no, { stage: 'rejected', validity: 'INVALID' }), wishes: [] };
  const begun = tests.map(({ code, kind }) => ({ code, bottle: kind, approved: null }));
  return {
    changed: withUnit(context, no, { stage: 'testing', assays: [...assays, ...begun] }),
    wishes: [
      ...tests.map(({ code, items }) =>
        startAssay({
          parent: context.processId,
          code,
          items,
          pack,
          ...(control !== undefined && { alsoTell: control }),
        }),
      ),
      ...(control === undefined
        ? []
        : tests.map(({ code, items, kind: bottle, mass }) =>
            tellControl(control, {
              type: 'assay.begun',
              code,
              items,
              pack,
              commodity: context.cargo.kind,
              bottle,
              mass,
            }),
          )),
      ...(origin.kind === 'reserve' ? [] : storeBottles(context, bottles, trade)),
    ],
  };
}

const startAssay = (order: AssayOrder): Wish => ({
  type: 'process.start',
  params: { definition: 'assay', process: assayProcess(order.code), input: { order } },
});

/** Notes the approved results of one bottle; a unit is tested when all its bottles are. A doubt that is new has an officer decide anew. */
export const takeAssay = (
  context: ConsignmentContext,
  told: AssayApproved,
  trade: Trade,
): Partial<ConsignmentContext> => ({
  units: context.units.map((unit) => tested(unit, told, trade)),
});

function tested(unit: ConsignmentUnit, told: AssayApproved, trade: Trade): ConsignmentUnit {
  if (!unit.assays.some(({ code }) => code === told.code)) return unit;
  const assays = unit.assays.map((assay) =>
    assay.code === told.code ? { ...assay, approved: told } : assay,
  );
  const isTested = unit.stage === 'testing' && assays.every(({ approved }) => approved);
  const doubts = trade.doubtsOfTest?.(unit, told) ?? [];
  return {
    ...unit,
    assays,
    stage: isTested ? 'tested' : unit.stage,
    ...(doubts.length > 0 && {
      custodyFindings: [...unit.custodyFindings, ...doubts],
      ...(unit.validity !== 'INVALID' && { validity: 'SUSPECT' as const, officer: null }),
    }),
  };
}
