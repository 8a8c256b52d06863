import { instant } from '../../../workflows/kernel/brand.ts';
import { later } from '../../../workflows/kernel/step.ts';
import { person } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { InspectionOrder, OrderContext } from '../../../workflows/inspection-order/order.ts';
import { coalLine, nomination as nominated } from '../../../workflows/nomination/nomination.fixture.ts';
import type { Nomination, NominationContext } from '../../../workflows/nomination/nomination.ts';
import { offer, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';

/** What comes in before there is a consignment. */

const officer = person('officer');
const customs = { kind: 'customs', id: 'customs-demo' } as const;
const consignment = 'consignment/COAL-1.1';
const day = 24 * 3600 * 1000;

const revised = (revision: number, more: Partial<Nomination> = {}) =>
  offer({ type: 'nomination.revised', nomination: { ...nominated, revision, ...more } }, officer);
const linesOf = ({ current }: NominationContext) => current.nomination.lines.map(({ line }) => line);

export const nomination: Catalogue<NominationContext> = {
  definition: 'nomination',
  process: 'nomination/NOM-1',
  starts: [{ name: 'a ship with two cargoes', input: { nomination: nominated }, by: officer }],
  *offers(situation) {
    for (const revision of [1, 2, 3]) {
      yield revised(revision, { etd: instant('2026-05-01T00:00:00.000Z') });
      yield revised(revision, { lines: [coalLine] });
    }
    for (const line of [1, 2, 9]) yield offer({ type: 'line.declared', line, consignment }, officer);
    yield offer({ type: 'nomination.cancelled', reason: 'for a reason' }, officer);
    yield* timePasses(situation);
  },
  key: ({ context }) => [
    context.current.nomination.revision,
    context.current.nomination.etd,
    linesOf(context),
    context.declared.map(({ line }) => line),
    context.cancelled !== null,
  ],
  laws: [
    {
      says: 'revisions follow each other, and none is lost',
      holds: ({ context: { former, current } }) =>
        [...former, current].every(
          ({ nomination: { revision } }, index, all) =>
            index === 0 || revision > (all[index - 1]?.nomination.revision ?? 0),
        ),
    },
    {
      says: 'what is declared is a line of the nomination as it stands, once',
      holds: ({ context }) => {
        const declared = context.declared.map(({ line }) => line);
        return (
          declared.every((line) => linesOf(context).includes(line)) &&
          new Set(declared).size === declared.length
        );
      },
    },
    {
      says: 'until it ends it waits for the day it closes: thirty days after its ship is to leave, as it was said last',
      holds: ({ isDone, awaited, context: { current } }) =>
        isDone
          ? awaited.length === 0
          : awaited.length === 1 &&
            awaited.every(({ dueAt }) => dueAt === later(current.nomination.etd ?? current.at, 30 * day)),
    },
  ],
  stepLaws: [
    {
      says: 'a replaced revision stays as it was',
      holds: ({ from, to }) =>
        from.context.current === to.context.current || to.context.former.at(-1) === from.context.current,
    },
  ],
};

const order: InspectionOrder = {
  declarationNo: 'COAL-1',
  goodsItem: 1,
  inspectionOrderNo: 'ZX-1',
  required: null,
  samplingStandard: null,
  remark: null,
};
const placed = { order, declaration: null, consignment: null, problem: null };

export const inspectionOrder: Catalogue<OrderContext> = {
  definition: 'inspection-order',
  process: 'inspection-order/customs-demo:key',
  starts: [
    { name: 'what customs knows', input: placed, by: customs },
    {
      name: 'declared at once',
      input: { ...placed, declaration: { kind: 'coal' }, consignment },
      by: customs,
    },
  ],
  *offers() {
    yield offer({ type: 'order.declared', consignment }, officer);
    yield offer({ type: 'order.rejected', reason: 'for a reason' }, officer);
  },
  key: ({ context: { declared, rejected } }) => [declared !== null, rejected !== null],
  laws: [
    {
      says: 'it is declared or rejected or waits, never two of them',
      holds: ({ state, context: { declared, rejected } }) =>
        state === (declared ? 'declared' : rejected ? 'rejected' : 'waiting') && !(declared && rejected),
    },
    { says: 'who placed it stays', holds: ({ context }) => context.placed.by.id === customs.id },
  ],
};
