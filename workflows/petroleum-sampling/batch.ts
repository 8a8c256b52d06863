import type { DecimalString } from '../kernel/brand.ts';
import type { PetroleumFinding } from './findings.ts';

/** What a sampler and its controller tell at the end of a parcel. All numbers > 0 unless said. */
export interface BatchRequest {
  /** PV, m³, by the custody meter. */
  readonly parcelVolume: DecimalString;
  /** B, m³ for one grab. */
  readonly interval: DecimalString;
  /** b, mL */
  readonly grab: DecimalString;
  /** SV_min, mL */
  readonly leastSample: DecimalString;
  /** SV_max, mL: what the receivers may hold together. */
  readonly mostSample: DecimalString;
  /** Only grabs the controller counted; a number computed from volumes would agree with itself. */
  readonly grabs: { readonly count: number; readonly origin: 'controller' | 'computed' };
  readonly sample: SampleVolume;
  /** Flow that passed while nothing was sampled; none is an empty list. */
  readonly unsampled: readonly UnsampledFlow[];
  /** Parts of the parcel with the sample each gave, for the linearity; may be empty. */
  readonly intervals: readonly {
    /** ΔPV, m³ */ readonly parcelVolume: DecimalString;
    /** ΔSV, mL, ≥ 0 */ readonly sampleVolume: DecimalString;
  }[];
}

/** A flow that lasted, or what the meter counted meanwhile. */
export type UnsampledFlow =
  | { /** m³/h, ≥ 0 */ readonly flow: DecimalString; /** s, ≥ 0 */ readonly duration: DecimalString }
  | { /** m³, ≥ 0 */ readonly volume: DecimalString };

export type SampleVolume =
  | { readonly origin: 'measured'; /** mL */ readonly volume: DecimalString }
  | {
      readonly origin: 'weighed';
      /** g */ readonly netMass: DecimalString;
      /** kg/m³, tested */ readonly density: DecimalString;
    }
  | { readonly origin: 'estimated'; /** mL */ readonly volume: DecimalString };

export type SampleVerdict = 'VALID' | 'SUSPECT' | 'INVALID';

/** Factors are rounded for show; the verdict compared them exactly. */
export interface BatchVerdict {
  readonly verdict: SampleVerdict;
  /** mL */
  readonly sampleVolume: DecimalString;
  readonly minimumVolumeRatio: DecimalString;
  readonly unsampledPercent: DecimalString;
  readonly grabFactor: DecimalString;
  readonly grabCountRatio: DecimalString;
  readonly performanceFactor: DecimalString;
  readonly linearityFactors: readonly DecimalString[];
  readonly findings: readonly PetroleumFinding[];
}
