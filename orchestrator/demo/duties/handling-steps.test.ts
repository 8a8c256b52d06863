import { decimalString as d, instant } from '../../../workflows/kernel/brand.ts';
import { person } from '../../../workflows/kernel/testing/rehearsal.ts';
import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import type { CoalPreparationRules } from '../../../workflows/coal-preparation/rules.ts';
import type { GrainSamplingRules } from '../../../workflows/grain-sampling/rules.ts';
import type { PetroleumSamplingRules } from '../../../workflows/petroleum-sampling/rules.ts';
import { findingsOf } from '../../../workflows/sample-handling/findings.ts';
import {
  begunHandling,
  confirmed,
  recipe as strictRecipe,
} from '../../../workflows/sample-handling/handling.fixture.ts';
import type { Handling } from '../../../workflows/sample-handling/handling.fixture.ts';
import { needsEvidence } from '../../../workflows/sample-handling/recipe.ts';
import type { HandlingRecipe } from '../../../workflows/sample-handling/recipe.ts';
import {
  coalDivisionRecipe,
  grainRecipe,
  petroleumRecipe,
} from '../../../workflows/sample-handling/recipes.ts';
import type { Outcome } from '../../../workflows/kernel/refusal.ts';
import { projectHandling } from '../../views/handling-view.ts';
import type { HandlingView } from '../../views/handling-view.ts';
import type { FilledContainer } from './containers-at-plant.ts';
import { tellStep } from './handling-steps.ts';

const given = (outcome: Outcome<HandlingRecipe>): HandlingRecipe => {
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
};

const bottle = (kind: 'laboratory' | 'retained') => ({
  kind,
  count: 1,
  mass_kg: null,
  fill_pct: null,
  closures: null,
});
const choices = {
  massTolerancePercent: d('1'),
  mixing: [{ field: 'duration_min' as const, limits: { least: d('8'), most: null } }],
  bottles: [bottle('laboratory'), bottle('retained')],
};
const division = {
  ...choices,
  purposes: ['moisture', 'residues-and-metals'],
  apparatus: ['riffle'],
  passes: null,
  balance: null,
};
const grain = shippedSection('grain-cn-2026', 'sampling') as GrainSamplingRules;
const petroleum = shippedSection('petroleum-cn-2026', 'sampling') as PetroleumSamplingRules;
const coal = shippedSection('coal-cn-2026', 'preparation') as CoalPreparationRules;
const stage = coal.stages.findLast(({ kind }) => kind === 'divide')?.id ?? '';

const recipes: readonly (readonly [string, HandlingRecipe])[] = [
  ['grain, with a moisture bottle', given(grainRecipe(grain, division))],
  ['petroleum', petroleumRecipe(petroleum, choices)],
  ['coal, divided by hand', given(coalDivisionRecipe(coal, { ...choices, stage, apparatus: ['riffle'] }))],
  ['limits on everything', strictRecipe],
];

const containers: readonly FilledContainer[] = [
  { unit: 'GD-01', place: 1, seal: 'B-1', kilograms: 6, millilitres: 6900 },
  { unit: 'GD-01', place: 2, seal: 'B-2', kilograms: 4, millilitres: 4600 },
];
const [technician, witness, custodian] = [person('technician'), person('technician2'), person('custodian1')];

function viewOf({ process, context, state, isDone }: Handling): HandlingView {
  const at = instant('2026-11-22T00:00:00.000Z');
  const [put] = projectHandling({
    process,
    definition: 'sample-handling',
    seq: 1,
    position: 1,
    input: { id: 'i', at, actor: technician, event: { type: 'looked' } },
    snapshot: { value: state, context, status: isDone ? 'done' : 'active' },
    hold: null,
    effects: [],
  });
  return put?.doc as HandlingView;
}

describe('a sample handled by the demonstration’s people', () => {
  it.each(recipes)('is handled as its recipe asks, without a doubt: %s', (_, recipe) => {
    const handled = recipe.steps.reduce((handling, step) => {
      const evidence = needsEvidence(step) ? ['ab'.repeat(32)] : [];
      const bench = { containers, evidence, receivedBy: custodian.id };
      const data = tellStep(step, viewOf(handling), bench);
      const after = handling.ask({ type: 'step.done', step: step.id, data }, technician);
      const record = after.context.records.at(-1);
      if (record?.status !== 'proposed') return after;
      return after.ask(confirmed(record.no), step.kind === 'hand-over' ? custodian : witness);
    }, begunHandling({ recipe }));
    expect(handled.state).toBe('handled');
    expect(findingsOf(handled.context)).toEqual([]);
    const kinds = viewOf(handled).bottles.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['laboratory', 'retained']));
  });

  it('misses a container that the plant knows nothing of', () => {
    const [step] = strictRecipe.steps;
    if (!step) throw new Error('a recipe has steps');
    const bench = { containers: containers.slice(0, 1), evidence: [], receivedBy: custodian.id };
    expect(tellStep(step, viewOf(begunHandling()), bench)).toMatchObject({
      containers: [{ position: 1, seal: 'B-1', gross_kg: '6.8500', tare_kg: '0.8500' }],
      missing: [2],
    });
  });
});
