import type { AssayApproved, AssayOrder } from '../assay/machine.ts';
import type { CertificateDraft } from '../certificate/content.ts';
import type { PreparationFinished } from '../coal-preparation/run.ts';
import type { MassBalance } from '../coal-preparation/mass-balance.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { BlindCode, DecimalString, ProcessId, UnitId } from '../kernel/brand.ts';
import type { EffectParams } from '../kernel/effects.ts';
import type { RetentionRules } from '../custody/rules.ts';
import type { Finding } from '../kernel/finding.ts';
import type { Outcome } from '../kernel/refusal.ts';
import type { RulePackRef } from '../kernel/source.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';
import type { SetupCheck } from '../setup-checks/check.ts';
import type { HandlingFinished } from '../sample-handling/finished.ts';
import type { QuarantineRules } from '../quarantine/rules.ts';
import type { ConsignmentContext } from './record.ts';
import type { Bottle, ConsignmentUnit, DivisionCause, UnitAssay, UnitConformance } from './unit.ts';

type Start = EffectParams['process.start'];

/** What was made of a sample, judged. `conformance`: where the sample itself could only be judged now. */
export interface Prepared {
  readonly bottles: readonly Bottle[];
  readonly findings: readonly Finding[];
  readonly massBalance: MassBalance | null;
  readonly conformance?: UnitConformance;
}

export interface BottleTests {
  readonly bottle: number;
  readonly items: AssayOrder['items'];
}

export interface Reserve {
  readonly bottle: ConsignmentUnit['bottles'][number];
  readonly kept: readonly UnitAssay[];
}

/** What the results of a cargo are and mean. */
export type Assessed = Pick<ConsignmentContext, 'results' | 'observations' | 'conformity'>;

/** What differs between commodities: how a cargo is divided, sampled, prepared, tested, judged and described. */
export interface Trade {
  /** What the units of the cargo are called and stand for, in the order they are sampled. */
  readonly units: readonly { readonly label: Bilingual; readonly quantity: DecimalString }[];
  /** Units of plant that cut the cargo, side by side. */
  readonly samplers: readonly UnitId[];
  /** In what people measure a unit by itself once it was sampled; null where only the whole cargo is measured. */
  readonly unitMeasuredIn: 'm3' | null;
  /** For which causes what is left of a unit that was ended early is another lot. */
  readonly lotCauses: readonly DivisionCause[];
  /** What people look at before a sampler is armed; empty where nothing is. */
  readonly setupChecks: readonly SetupCheck[];
  /** How a unit is to be sampled, under its own code. */
  sampling(unit: ConsignmentUnit, lotId: BlindCode, sampler: UnitId): Start;
  /** The process that samples a unit. */
  runOf(unit: ConsignmentUnit): ProcessId;
  judgeSampled(unit: ConsignmentUnit, told: SamplingFinished): UnitConformance;
  /** What makes bottles of a sample, under its own code. */
  preparation(unit: ConsignmentUnit, code: BlindCode): Start;
  judgePrepared(unit: ConsignmentUnit, told: PreparationFinished | HandlingFinished): Prepared;
  /** What casts doubt on the sample when the results of a bottle come; absent where nothing does. */
  doubtsOfTest?(unit: ConsignmentUnit, told: AssayApproved): readonly Finding[];
  /** What the bottles of a unit are tested for, by their place in its list; one that is not named is not tested. */
  tests(unit: ConsignmentUnit): readonly BottleTests[];
  /** The bottle that can be tested in place of the others, and the tests it cannot repeat; null when there is none. */
  reserve(unit: ConsignmentUnit): Reserve | null;
  /** Whether a bottle of this kind is kept, and for how long. */
  isRetained(kind: string): boolean;
  readonly retention: RetentionRules;
  /** Null where nothing is looked for in quarantine. */
  readonly quarantine: QuarantineRules | null;
  /** Refuses results that contradict each other. */
  assess(units: readonly ConsignmentUnit[]): Outcome<Assessed>;
  /** What a certificate says of item, sampling and rule packs. */
  certified(): Pick<CertificateDraft, 'item' | 'sampling' | 'packs'>;
  /** Rule pack of tests and limits. */
  readonly pack: RulePackRef;
  /** By how much what was made of a container may outweigh it, % of its mass: scales differ. */
  readonly gainTolerancePercent: DecimalString;
}
