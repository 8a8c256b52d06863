import type { DecimalString } from '../kernel/brand.ts';
import type { BottleKind } from './recipe.ts';

/** What a person tells of a step that was done; the units stand in the names. */
export type StepData =
  ReceiveData | WeighData | MixData | DivideData | SubSampleData | FillData | PhotoData | HandOverData;

interface Told<Kind extends string> {
  readonly kind: Kind;
  /** SHA-256 (hex) of photos and scans that were stored before. */
  readonly evidence: readonly string[];
}

/** One vessel on a balance, with its contents and without. */
export interface Weighing {
  readonly gross_kg: DecimalString;
  readonly tare_kg: DecimalString;
}

/** How full a vessel is. */
export interface Filling {
  readonly volume_mL?: DecimalString;
  readonly capacity_mL?: DecimalString;
}

export interface ReceivedContainer extends Weighing, Filling {
  readonly position: number;
  /** As read on the seal. */
  readonly seal: string;
}

export interface ReceiveData extends Told<'receive'> {
  readonly balanceId: string;
  readonly containers: readonly ReceivedContainer[];
  /** Positions of containers that did not arrive. */
  readonly missing: readonly number[];
}

export interface WeighData extends Told<'weigh'>, Weighing {
  readonly balanceId: string;
}

export interface MixData extends Told<'mix'> {
  readonly mixerId: string;
  readonly duration_min?: DecimalString;
  readonly speed_rpm?: DecimalString;
  readonly energy_kJ?: DecimalString;
}

export interface DivideData extends Told<'divide'> {
  readonly apparatus: string;
  readonly passes: number;
  readonly cuts?: number;
  readonly massIn_kg: DecimalString;
  readonly parts: readonly { readonly part: string; readonly mass_kg: DecimalString }[];
  readonly rejected_kg: DecimalString;
}

/** A bottle that was filled and sealed. The mass is asked for always: lineage is by mass. */
export interface FilledBottle extends Filling {
  readonly kind: BottleKind;
  /** Net. */
  readonly mass_kg: DecimalString;
  readonly closure: string;
  readonly seal: string;
}

export interface SubSampleData extends Told<'sub-sample'> {
  readonly tool: string;
  readonly bottles: readonly FilledBottle[];
}

export interface FillData extends Told<'fill'> {
  readonly bottles: readonly FilledBottle[];
  /** What was left over. */
  readonly rejected_kg: DecimalString;
}

export type PhotoData = Told<'photo'>;

/** Told by who gives; `receivedBy` is the user name of who confirms that he received it. */
export interface HandOverData extends Told<'hand-over'> {
  readonly receivedBy: string;
  readonly place: string;
  readonly condition: string;
}
