import type { AssayApproved, AssayOrder } from '../assay/machine.ts';
import { assayProcess } from '../assay/task.ts';
import type { BlindCode } from '../kernel/brand.ts';
import { bottleContainer } from './custody.ts';
import { unitOf, withUnit } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import type { Trade } from './trade.ts';
import type { ConsignmentContext } from './types.ts';

/** The bottles have their assay codes: each that is to be tested goes to the laboratory. Without one there is no sample left. */
export function beginTesting(
  context: ConsignmentContext,
  no: number,
  codes: readonly BlindCode[],
  trade: Trade,
): Reaction {
  const { bottles, samplingCode } = unitOf(context, no);
  const codeOf = (bottle: number): BlindCode => {
    const code = codes[bottle];
    if (!code) throw new Error(`no assay code was drawn for bottle ${bottle + 1}`);
    return code;
  };
  const tests = trade.tests(bottles).map(({ bottle, items }) => ({ code: codeOf(bottle), items }));
  if (tests.length === 0)
    return { changed: withUnit(context, no, { stage: 'rejected', validity: 'INVALID' }), wishes: [] };
  return {
    changed: {
      ...withUnit(context, no, {
        stage: 'testing',
        assays: tests.map(({ code }) => ({ code, approved: null })),
      }),
      containers: [
        ...context.containers,
        ...bottles.map((bottle, index) => bottleContainer(codeOf(index), samplingCode, bottle)),
      ],
    },
    wishes: tests.map(({ code, items }) => {
      const order: AssayOrder = { parent: context.processId, code, items, pack: trade.pack };
      return {
        type: 'process.start',
        params: { definition: 'assay', process: assayProcess(code), input: { order } },
      };
    }),
  };
}

/** Notes the approved results of one bottle; a unit is tested when all its bottles are. */
export const takeAssay = (context: ConsignmentContext, told: AssayApproved): Partial<ConsignmentContext> => ({
  units: context.units.map((unit) => {
    if (!unit.assays.some(({ code }) => code === told.code)) return unit;
    const assays = unit.assays.map((assay) =>
      assay.code === told.code ? { ...assay, approved: told } : assay,
    );
    return {
      ...unit,
      assays,
      stage: assays.every(({ approved }) => approved) ? ('tested' as const) : unit.stage,
    };
  }),
});
