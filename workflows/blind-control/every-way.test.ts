import { decimalString as d } from '../kernel/brand.ts';
import { deadEnds, explore } from '../kernel/testing/explore.ts';
import type { Move, Node } from '../kernel/testing/explore.ts';
import { Rehearsal } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  approved, begun, byProcess, custodian, divided, drawn, filled, giveUp, group, itemOf, laboratory, material, opened, terms,
} from './blind-control.fixture.ts'; // prettier-ignore
import type { BlindSample } from './blind-control.fixture.ts';
import { blindSampleDefinition } from './blind-sample.ts';
import type { BlindSampleContext } from './control.ts';
import type { BlindControlContext } from './machine.ts';

/** A laboratory and the one control it puts in; messages between them are delivered in any order. */
interface World {
  readonly control: Rehearsal<BlindControlContext>;
  readonly sample: BlindSample | null;
  /** On their way: to the control, or to the sample. */
  readonly mail: readonly { readonly to: 'control' | 'sample'; readonly event: Told }[];
  readonly starts: readonly object[];
  readonly bottles: number;
  readonly assays: number;
  readonly originalApproved: boolean;
}

const results = (code: string) => approved(code, ['M', 'ad', '5.00'], ['A', 'ad', '10.00']);
/** The first is controlled, the second only takes with it what waits. */
const deliveries = [begun(), begun({ bottle: 'moisture-6mm' })];

function afterControl(world: World, control: World['control']): World {
  const mail = control.messages().map((event) => ({ to: 'sample' as const, event }));
  const starts = control.wishes('process.start').map(({ input }) => input);
  return { ...world, control, mail: [...world.mail, ...mail], starts: [...world.starts, ...starts] };
}
function afterSample(world: World, sample: BlindSample): World {
  const mail = sample.messages(laboratory).map((event) => ({ to: 'control' as const, event }));
  const assays = world.assays + sample.wishes('process.start').length;
  return { ...world, sample, mail: [...world.mail, ...mail], assays };
}

function* moves(world: World): Iterable<Move<World>> {
  const { control, sample, mail, starts, bottles } = world;
  const next = deliveries[bottles];
  if (next)
    yield { name: 'bottle', to: afterControl({ ...world, bottles: bottles + 1 }, control.give(next)) };
  for (const { ref } of control.context.drawing)
    yield { name: 'drawn', to: afterControl(world, control.give(drawn(ref))) };
  if (bottles > 0 && !world.originalApproved) {
    const told = control.give(results('A-1'), byProcess('assay/A-1'));
    yield { name: 'original approved', to: afterControl({ ...world, originalApproved: true }, told) };
  }
  const [start] = starts;
  if (start) {
    const code = (start as { readonly order: { readonly code: string } }).order.code;
    const process = `blind-sample/${code}`;
    const born = Rehearsal.begin<BlindSampleContext>(
      blindSampleDefinition(itemOf),
      process,
      start,
      byProcess(laboratory),
    );
    yield { name: 'started', to: { ...world, sample: born, starts: [] } };
  }
  for (const [index, { to, event }] of mail.entries()) {
    const rest = { ...world, mail: mail.filter((_, other) => other !== index) };
    const name = `delivered: ${event.type}`;
    if (to === 'control' && sample)
      yield { name, to: afterControl(rest, control.give(event, byProcess(sample.process))) };
    // A message does not overtake the start of whom it is for.
    if (to === 'sample' && sample)
      yield { name, to: sample.isDone ? rest : afterSample(rest, sample.give(event, byProcess(laboratory))) };
  }
  if (!sample || sample.isDone) return;
  for (const event of [divided, filled, giveUp])
    if (!sample.refusalOf(event, custodian))
      yield { name: event.type, to: afterSample(world, sample.ask(event, custodian)) };
  if (sample.waitsForTime) yield { name: 'long', to: afterSample(world, sample.elapse()) };
  const { code } = sample.context.order;
  if (sample.state === 'testing' && sample.context.own === null)
    yield {
      name: 'approved',
      to: afterSample(world, sample.give(results(code), byProcess(`assay/${code}`))),
    };
}

const keyOf = ({ control, sample, mail, starts, bottles, assays, originalApproved }: World) => {
  const { context } = control;
  return JSON.stringify([
    [context.drawing.length, context.open, context.used, bottles, assays, originalApproved, starts.length],
    sample && [
      sample.state,
      sample.context.own !== null,
      sample.context.original !== null,
      sample.context.labelled !== null,
    ],
    mail.map(({ to, event }) => [to, event.type, event['portionUsed']]),
  ]);
};
const pathOf = (node: Node<World> | undefined) => node?.path;

describe.each([
  ['duplicate', { duplicates: d('1'), references: d('0') }],
  ['reference material', { duplicates: d('0'), references: d('1') }],
])('a %s, whoever does what in whatever order', (_, shares) => {
  const by = { ...terms, groups: [{ ...group, ...shares }], materials: [{ ...material, portions: 1 }] };
  const first: World = {
    control: opened(by), sample: null, mail: [], starts: [], bottles: 0, assays: 0, originalApproved: false,
  }; // prettier-ignore
  const nodes = explore<World>(first, keyOf, moves);
  const all = [...nodes.values()];
  const broken = (is: (world: World) => boolean) => pathOf(all.find(({ world }) => is(world)));
  const isOver = ({ sample, mail }: World) => sample?.isDone === true && mail.length === 0;

  it('is explored far enough to mean something', () => {
    const states = new Set(all.map(({ world }) => world.sample?.state));
    expect(states).toEqual(new Set([undefined, 'toLabel', 'waiting', 'testing', 'scored', 'givenUp']));
  });
  it('can always be brought to an end', () => {
    expect(deadEnds(nodes, isOver).map(pathOf)).toEqual([]);
  });
  it('is tested once at most, and never before it was labelled', () => {
    expect(
      broken(({ sample, assays }) => assays > 1 || (assays > 0 && sample?.context.labelled === null)),
    ).toBeUndefined();
  });
  it('has a score for everything that was ordered once it is scored', () => {
    expect(
      broken(
        ({ sample }) => sample?.state === 'scored' && sample.context.scores.every(({ item }) => item !== 'A'),
      ),
    ).toBeUndefined();
  });
  it('leaves nothing open and the stock right when all is told', () => {
    const filledOf = ({ sample }: World) =>
      Number(sample?.context.order.content.kind === 'reference' && sample.context.labelled !== null);
    expect(
      broken(
        (world) =>
          isOver(world) &&
          (world.control.context.open.length > 0 ||
            (world.control.context.used['GBW-1'] ?? 0) !== filledOf(world)),
      ),
    ).toBeUndefined();
  });
});
