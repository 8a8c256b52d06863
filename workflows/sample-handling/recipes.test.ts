import type { CoalPreparationRules } from '../coal-preparation/rules.ts';
import type { GrainSamplingRules } from '../grain-sampling/rules.ts';
import { decimalString as d } from '../kernel/brand.ts';
import type { Outcome } from '../kernel/refusal.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import type { PetroleumSamplingRules } from '../petroleum-sampling/rules.ts';
import { order } from './handling.fixture.ts';
import { checkHandlingOrder } from './order-check.ts';
import type { BottleRule, HandlingRecipe } from './recipe.ts';
import { coalDivisionRecipe, grainRecipe, petroleumRecipe } from './recipes.ts';
import type { SiteChoices } from './recipe-parts.ts';
import type { CoalChoices, GrainChoices } from './recipes.ts';
import { uncheckedOf } from './unchecked.ts';

const grainPack = shippedSection('grain-cn-2026', 'sampling') as GrainSamplingRules;
const petroleumPack = shippedSection('petroleum-cn-2026', 'sampling') as PetroleumSamplingRules;
const coalPack = shippedSection('coal-cn-2026', 'preparation') as CoalPreparationRules;

const bottle = (kind: BottleRule['kind'], least: string | null = null): BottleRule => ({
  kind,
  count: 1,
  mass_kg: least === null ? null : { least: d(least), most: null },
  fill_pct: null,
  closures: null,
});
const site: SiteChoices = {
  massTolerancePercent: null,
  mixing: [{ field: 'duration_min', limits: null }],
  bottles: [bottle('retained')],
};
const grain: GrainChoices = {
  ...site,
  purposes: ['general-quality'],
  apparatus: ['boerner'],
  passes: null,
  balance: null,
};
const coal: CoalChoices = { ...site, stage: 'division-6', apparatus: ['riffle'] };

const valueOf = (outcome: Outcome<HandlingRecipe>): HandlingRecipe => {
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
};
const refusalOf = (outcome: Outcome<HandlingRecipe>) =>
  outcome.ok ? null : [outcome.refusal.code, outcome.refusal.field];
const kinds = ({ steps }: HandlingRecipe) => steps.map(({ kind }) => kind);
const stepOf = (recipe: HandlingRecipe, id: string) => recipe.steps.find((step) => step.id === id);

describe('recipes', () => {
  it.each([
    ['grain', valueOf(grainRecipe(grainPack, grain))],
    [
      'grain with moisture',
      valueOf(grainRecipe(grainPack, { ...grain, purposes: ['general-quality', 'moisture'] })),
    ],
    ['petroleum', petroleumRecipe(petroleumPack, site)],
    ['coal', valueOf(coalDivisionRecipe(coalPack, coal))],
  ])('of %s can be followed', (_name, recipe) => {
    expect(checkHandlingOrder({ ...order, recipe }).ok).toBe(true);
  });

  it('take targets from the site', () => {
    const recipe = petroleumRecipe(petroleumPack, { ...site, withinMinutes: { mix: 15 } });
    expect(stepOf(recipe, 'mix')?.withinMinutes).toBe(15);
    expect(stepOf(recipe, 'weigh')).not.toHaveProperty('withinMinutes');
  });
});

describe('grain', () => {
  it('takes laboratory masses from the pack, g in kg, and moisture before it is mixed', () => {
    const recipe = valueOf(
      grainRecipe(grainPack, {
        ...grain,
        purposes: ['general-quality', 'moisture'],
        bottles: [bottle('retained', '1')],
      }),
    );
    expect(kinds(recipe)).toEqual([
      'receive',
      'weigh',
      'sub-sample',
      'mix',
      'divide',
      'fill',
      'photo',
      'hand-over',
    ]);
    expect(stepOf(recipe, 'moisture')).toMatchObject({
      from: { step: 'weigh' },
      bottles: [{ kind: 'moisture', mass_kg: { least: '0.3', most: null } }],
    });
    expect(stepOf(recipe, 'divide')).toMatchObject({
      from: { step: 'moisture' },
      parts: [{ id: 'kept', mass_kg: { least: '2' } }],
    });
    expect(stepOf(recipe, 'fill')).toMatchObject({
      bottles: [{ kind: 'laboratory', mass_kg: { least: '1', most: '3' } }, { kind: 'retained' }],
    });
  });

  it('says what it cannot judge', () => {
    const unchecked = uncheckedOf(valueOf(grainRecipe(grainPack, grain))).map(
      ({ step, what }) => `${step}: ${what}`,
    );
    expect(unchecked).toEqual([
      'receive: mass',
      'receive: fill',
      'weigh: mass',
      'mix: duration_min',
      'divide: passes',
      'divide: balance',
      'divide: mass of kept',
      'fill: balance',
      'fill: fill of laboratory',
      'fill: mass of retained',
      'fill: fill of retained',
    ]);
  });

  it('refuses purposes without a mass of the laboratory sample', () => {
    expect(refusalOf(grainRecipe(grainPack, { ...grain, purposes: ['colour'] }))).toEqual([
      'PURPOSE_UNKNOWN',
      'purposes',
    ]);
    for (const id of ['mycotoxins', 'gmo'])
      expect(refusalOf(grainRecipe(grainPack, { ...grain, purposes: [id] }))).toEqual([
        'LABORATORY_MASS_OPEN',
        'purposes',
      ]);
  });
});

describe('petroleum', () => {
  it('limits the filling of the receivers as the pack does, and sub-samples what was mixed', () => {
    const recipe = petroleumRecipe(petroleumPack, {
      ...site,
      bottles: [bottle('laboratory'), bottle('retained')],
    });
    expect(kinds(recipe)).toEqual(['receive', 'weigh', 'mix', 'sub-sample', 'hand-over']);
    expect(stepOf(recipe, 'receive')).toMatchObject({
      fill_pct: { least: null, most: petroleumPack.setUp.receiverFillPercent.value },
    });
  });
});

describe('coal', () => {
  it('takes cuts, mass, balance and filling of its stage from the pack', () => {
    const recipe = valueOf(coalDivisionRecipe(coalPack, coal));
    expect(stepOf(recipe, 'divide')).toMatchObject({
      cuts: { least: '20', most: null },
      parts: [{ mass_kg: { least: '3.75' } }],
      balance: coalPack.massBalance,
    });
    expect(stepOf(recipe, 'fill')).toMatchObject({
      bottles: [{ kind: 'retained', fill_pct: { most: '75' } }],
    });
  });

  it('refuses what is no division', () => {
    for (const stage of ['division-7', 'crushing-6'])
      expect(refusalOf(coalDivisionRecipe(coalPack, { ...coal, stage }))).toEqual(['STAGE_UNKNOWN', 'stage']);
  });
});
