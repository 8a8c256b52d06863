import type { AssayOrder } from '../assay/machine.ts';
import type { CertificateDraft } from '../certificate/content.ts';
import type { PreparationFinished } from '../coal-preparation/run.ts';
import type { MassBalance } from '../coal-preparation/mass-balance.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { BlindCode, DecimalString } from '../kernel/brand.ts';
import type { EffectParams } from '../kernel/effects.ts';
import type { Finding } from '../kernel/finding.ts';
import type { Outcome } from '../kernel/refusal.ts';
import type { RulePackRef } from '../kernel/source.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';
import type { HandlingFinished } from '../sample-handling/finished.ts';
import type { Bottle, ConsignmentContext, ConsignmentUnit, UnitConformance } from './types.ts';

type Start = EffectParams['process.start'];

/** What was made of a sample, judged. `conformance`: where the sample itself could only be judged now. */
export interface Prepared {
  readonly bottles: readonly Bottle[];
  readonly findings: readonly Finding[];
  readonly massBalance: MassBalance | null;
  readonly conformance?: UnitConformance;
}

/** What the results of a cargo are and mean. */
export type Assessed = Pick<ConsignmentContext, 'results' | 'observations' | 'conformity'>;

/** What differs between commodities: how a cargo is divided, sampled, prepared, tested, judged and described. */
export interface Trade {
  /** What the units of the cargo are called, in the order they are sampled. */
  readonly units: readonly Bilingual[];
  /** How a unit is to be sampled, under its own code. */
  sampling(unit: ConsignmentUnit, lotId: BlindCode): Start;
  judgeSampled(unit: ConsignmentUnit, told: SamplingFinished): UnitConformance;
  /** What makes bottles of a sample, under its own code. */
  preparation(unit: ConsignmentUnit, code: BlindCode): Start;
  judgePrepared(unit: ConsignmentUnit, told: PreparationFinished | HandlingFinished): Prepared;
  /** What the bottles are tested for, by their place in the list; one that is not named is not tested. */
  tests(bottles: readonly Bottle[]): readonly {
    readonly bottle: number;
    readonly items: AssayOrder['items'];
  }[];
  /** Refuses results that contradict each other. */
  assess(units: readonly ConsignmentUnit[]): Outcome<Assessed>;
  /** What a certificate says of item, sampling and rule packs. */
  certified(): Pick<CertificateDraft, 'item' | 'sampling' | 'packs'>;
  /** Rule pack of tests and limits. */
  readonly pack: RulePackRef;
  /** By how much what was made of a container may outweigh it, % of its mass: scales differ. */
  readonly gainTolerancePercent: DecimalString;
}
