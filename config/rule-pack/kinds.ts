import type { z } from 'zod';
import type { CoalRulePack } from '../../workflows/coal-sampling/rule-pack.ts';
import type { GrainRulePack } from '../../workflows/grain-sampling/rule-pack.ts';
import type { RulePackIdentity } from '../../workflows/kernel/rule-pack.ts';
import type { PetroleumRulePack } from '../../workflows/petroleum-sampling/rule-pack.ts';
import type { LaboratoryRulePack } from '../../workflows/quality-control/rule-pack.ts';
import { coalSections } from './coal/schema.ts';
import { grainSections } from './grain/schema.ts';
import { laboratorySections } from './laboratory/schema.ts';
import { petroleumSections } from './petroleum/schema.ts';

interface Packs {
  readonly coal: CoalRulePack;
  readonly grain: GrainRulePack;
  readonly petroleum: PetroleumRulePack;
  readonly laboratory: LaboratoryRulePack;
}
export type RulePackKind = keyof Packs;

export type SectionsOf<Kind extends RulePackKind> = Omit<Packs[Kind], keyof RulePackIdentity>;

/** What a pack of a kind is: what every pack says of itself, and its sections. */
export type RulePackOf<Kind extends RulePackKind> = RulePackIdentity & SectionsOf<Kind>;

/** What checks the sections of each kind. */
export const sectionsOf: { readonly [Kind in RulePackKind]: z.ZodType<SectionsOf<Kind>> } = {
  coal: coalSections,
  grain: grainSections,
  petroleum: petroleumSections,
  laboratory: laboratorySections,
};
