import type { AssayOrder } from '../../../workflows/assay/machine.ts';
import { coalRulePack } from '../../../workflows/coal-sampling/rule-pack.fixture.ts';
import { approved, issuedAs, prepared, sampled } from '../../../workflows/consignment/consignment.fixture.ts';
import {
  grainPack,
  handled,
  sampled as sampledProduct,
} from '../../../workflows/consignment/product/product.fixture.ts';
import { decimalString as d, processId } from '../../../workflows/kernel/brand.ts';
import type { BlindCode } from '../../../workflows/kernel/brand.ts';
import type { EffectParams } from '../../../workflows/kernel/effects.ts';
import type { Effect } from '../../../workflows/kernel/process.ts';
import type { Told } from '../../../workflows/kernel/testing/rehearsal.ts';

/** What the processes of a consignment tell it in the end. */

export const parent = processId('consignment/D1.1');
export const doubt = { code: 'PLC_RESTARTED', zh: 'z', en: 'The PLC restarted.' };
export const reason = 'for a reason';

/** What a child process tells in the end: as it should be first, then what is unusual. */
type Answers = readonly Told[];
export interface Children {
  readonly sampling: (unitNo: number) => Answers;
  readonly preparation: (unitNo: number) => Answers;
  readonly assay: (order: AssayOrder) => Told;
}
const told = (event: object): Told => ({ ...event }) as Told;

export const ofCoal: Children = {
  sampling: (no) => [
    told(sampled(no)),
    told(sampled(no, { suspicions: [doubt] })),
    told(sampled(no, { outcome: 'aborted' })),
    told(sampled(no, { passed: d('1000') })),
  ],
  preparation: (no) => [
    told(prepared(no)),
    told(prepared(no, { doubts: ['RECORDS_LOST'] })),
    told(prepared(no, { outcome: 'aborted' })),
    told(prepared(no, { bottles: prepared(no).bottles.filter(({ type }) => type === 32) })),
  ],
  assay: (order) => told(approved(coalRulePack, order)),
};

/** One measured item that passes; coal's fixtures tell results of coal only. */
export const tested = 'Pb';
export const ofGrain: Children = {
  sampling: (no) => [sampledProduct(no), sampledProduct(no, { suspicions: [doubt] })],
  preparation: (no) => [handled(no), handled(no, { outcome: 'abandoned', reason })],
  assay: ({ code }) => {
    const item = grainPack.assay.items.find((each) => each.item === tested);
    if (!item || item.rule === 'observation') throw new Error(`the pack of grain measures no ${tested}`);
    const [mean, { unit, method }] = [d('0.05'), item];
    const result = {
      item: tested,
      basis: null,
      unit,
      method,
      mean,
      rounded: mean,
      determinations: [mean, mean],
    };
    const { testedFrom, testedTo } = approved(coalRulePack, {
      code,
      items: [],
      pack: grainPack.ref,
      parent,
    });
    return told({
      type: 'assay.approved',
      code,
      results: [result],
      analysts: ['a1'],
      reviewer: 'r',
      testedFrom,
      testedTo,
    });
  },
};

export function answersTo({ kind, params }: Effect, children: Children): Answers {
  if (kind === 'custody.draw-codes') {
    const { stage, ref, count } = params as EffectParams['custody.draw-codes'];
    const codes = Array.from({ length: count }, (_, index) => `${stage}-${ref}-${index}`);
    return [{ type: 'codes.drawn', stage, ref, codes }];
  }
  const { definition, input } = params as EffectParams['process.start'];
  const { order } = input as { readonly order: AssayOrder & Asked };
  switch (definition) {
    case 'assay':
      return [children.assay(order)];
    case 'certificate':
      return [
        issuedAs('DG2026-11-000001'),
        { type: 'certificate.not-issued', reason },
      ];
    case 'setup-checks':
      return ['ready', 'abandoned'].map((outcome) => setupFinished(order, outcome));
    case 'coal-preparation':
    case 'sample-handling':
      return children.preparation(order.unitNo);
    default:
      return children.sampling(order.unitNo);
  }
}

interface Asked {
  readonly unitNo: number;
  readonly sampleId: BlindCode;
}

const setupFinished = ({ unitNo, sampleId }: Asked, outcome: string): Told => ({
  type: 'setup.finished',
  unitNo,
  sampleId,
  outcome,
  reason: outcome === 'ready' ? null : reason,
  startedAt: '2026-03-05T00:00:00.000Z',
  endedAt: '2026-03-05T00:10:00.000Z',
  checks: [],
  records: [],
});
