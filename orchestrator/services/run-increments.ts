import { Decimal, sumOf, toDecimal, toDecimalString } from '../../workflows/kernel/decimal.ts';
import type { DecimalString, Instant } from '../../workflows/kernel/brand.ts';
import { measuredMass } from '../../workflows/kernel/measured.ts';
import type { RecordEvent } from '../../workflows/plant-unit/messages.ts';
import type { SamplerDeed } from '../../workflows/sampler-run/deed.ts';
import { deviationOf, expectedAmount } from '../../workflows/sampler-run/increment-masses.ts';
import type { SamplerRunContext } from '../../workflows/sampler-run/run.ts';
import type { TrailRow } from '../views/run-trail.ts';

/** One planned cut or grab of a run, or one taken by hand. */
export interface RunIncrement {
  /** 1, 2, 3 … in the order they came in. */
  readonly place: number;
  /** As the PLC counts: those taken and those missed apart; null for one by hand. */
  readonly number: number | null;
  readonly state: 'taken' | 'missed' | 'void' | 'by-hand';
  /** kg before division; of a grab mL. Null for one that was missed. */
  readonly mass: DecimalString | null;
  /** kg after division; null where nobody weighed it apart. */
  readonly kept: DecimalString | null;
  /** What cutter and flow let expect; null where the plan does not tell. */
  readonly expected: DecimalString | null;
  /** %, from what was expected. */
  readonly deviationPercent: DecimalString | null;
  /** t/h; of oil m³/h. */
  readonly flow: number | null;
  /** The meter's total at the cut, t; of oil m³. */
  readonly total: number | null;
  readonly at: Instant | string;
  /** Place of the container it went into; null while that is open, and for one that was missed. */
  readonly container: number | null;
  /** Words of the person who voided it or took it by hand. */
  readonly remark: string | null;
}

/** Digits after the point of an expected mass: what a weigher shows. */
const expectedDecimals = 3;

type Draft = { -readonly [Key in keyof RunIncrement]: RunIncrement[Key] } & { readonly index: number | null };
type Known = Pick<SamplerRunContext, 'order' | 'voided' | 'interventions'>;
type Rows = readonly TrailRow[];

/**
 * The increments of a run one by one, from its records in the order they came in and what people did in between: which container each went
 * into, which do not count, which were taken by hand.
 */
export function incrementsOf(rows: Rows, context: Known, keptDecimals: number): readonly RunIncrement[] {
  const all: Draft[] = [];
  /** Not in a closed container yet: those of the sampler, and those by hand, which have a container of their own. */
  let open: Draft[] = [];
  let openByHand: Draft[] = [];
  const close = (drafts: readonly Draft[], position: number) =>
    drafts.forEach((draft) => (draft.container = position));
  const add = (draft: Draft) => {
    all.push(draft);
    return draft;
  };
  const deed = (done: SamplerDeed, reason: string) => {
    if (done.kind === 'replace-container' && done.contents !== 'none') {
      if (done.contents === 'kept') close(open, done.position);
      else open.forEach((draft) => (draft.remark = reason));
      open = [];
    } else if (done.kind === 'void-increment') {
      const voided = all.find(({ index }) => index === done.index);
      if (voided) voided.remark = reason;
    } else if (done.kind === 'manual-increment') {
      openByHand.push(add(byHand(all.length + 1, done, reason)));
    } else if (done.kind === 'manual-container') {
      close(openByHand, done.position);
      openByHand = [];
    }
  };
  for (const row of rows) {
    if (row.kind === 'confirmed') {
      for (const { no, status, deed: done, reason } of context.interventions)
        if (row.numbers.includes(no) && status === 'done') deed(done, reason);
    } else if (row.kind === 'record' && row.record.type === 'record.container') {
      close(open, row.record.no);
      open = [];
    } else if (row.kind === 'record') {
      const draft = add(recorded(all.length + 1, row.record, context, keptDecimals));
      if (draft.state !== 'missed') open.push(draft);
    }
  }
  return all.map(({ index: _index, ...increment }) => increment);
}

function recorded(place: number, record: RecordEvent, { order, voided }: Known, keptDecimals: number): Draft {
  const { idx, no, mass, flow, total, kept, time } = record;
  const base = { place, number: no, index: idx, flow, total, at: time, container: null, remark: null };
  if (record.type === 'record.missed')
    return { ...base, state: 'missed', mass: null, kept: null, expected: null, deviationPercent: null };
  const expected = order.incrementMass?.expected;
  const amount = expected ? expectedAmount(expected, flow) : null;
  return {
    ...base,
    state: voided.some(({ from, to }) => from <= idx && idx <= to) ? 'void' : 'taken',
    mass: weighed(mass),
    kept: weighed(kept, keptDecimals),
    expected: amount && toDecimalString(amount.toDecimalPlaces(expectedDecimals, Decimal.ROUND_HALF_EVEN)),
    deviationPercent: expected ? deviationOf({ mass, flow }, expected) : null,
  };
}

/** A PLC may tell what is no number: the run stands then, and its increments are to be seen all the same. */
const weighed = (mass: number, decimals?: number): DecimalString | null =>
  Number.isFinite(mass) && mass >= 0 ? measuredMass(mass, decimals) : null;

const byHand = (
  place: number,
  { amount, takenAt }: Extract<SamplerDeed, { kind: 'manual-increment' }>,
  reason: string,
): Draft => ({
  place,
  number: null,
  index: null,
  state: 'by-hand',
  mass: amount,
  kept: null,
  expected: null,
  deviationPercent: null,
  flow: null,
  total: null,
  at: takenAt,
  container: null,
  remark: reason,
});

/** What all that count should have weighed together; null where one of them is not known. */
export function expectedTogether(increments: readonly RunIncrement[]): DecimalString | null {
  const counted = increments.filter(({ state }) => state === 'taken');
  const known = counted.flatMap(({ expected }) => (expected === null ? [] : [toDecimal(expected)]));
  return known.length === 0 || known.length < counted.length ? null : toDecimalString(sumOf(known));
}
