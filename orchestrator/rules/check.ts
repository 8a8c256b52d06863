import { packName } from './inventory.ts';
import type { Inventory, LoadedPack } from './inventory.ts';
import { isSource, joined, membersOf } from './sources.ts';
import type { PlacedSource } from './sources.ts';

/** What is to be said of a pack that loads. Nothing of it stops the pack from being used. */
export interface PackReview {
  readonly pack: LoadedPack;
  /** The pack itself may no longer be used on the day. */
  readonly expired: boolean;
  /** Rules that nobody has compared with the text of their standard, or that are our own choice. */
  readonly unverified: readonly PlacedSource[];
  /** Rules of superseded editions: no longer in force on the day. */
  readonly superseded: readonly PlacedSource[];
  /** Numbers that no source stands beside or around. */
  readonly unsourced: readonly string[];
  /** Other versions of the same pack that are in force on a day when this one is. */
  readonly overlaps: readonly string[];
}

/** Reviews every pack that loads. `on`: the day, ISO date, for telling what is superseded. */
export const review = ({ packs }: Inventory, on: string): readonly PackReview[] =>
  packs.map((pack) => ({
    pack,
    expired: pack.validTo !== undefined && pack.validTo < on,
    unverified: pack.sources.filter(({ source }) => source.confidence !== 'confirmed'),
    superseded: pack.sources.filter(({ source }) => source.validTo !== undefined && source.validTo < on),
    unsourced: unsourcedIn(pack.sections),
    overlaps: packs
      .filter((other) => other !== pack && other.kind === pack.kind && other.ref.id === pack.ref.id && overlap(pack, other))
      .map(packName),
  }));

type Days = Pick<LoadedPack, 'validFrom' | 'validTo'>;
const overlap = (one: Days, other: Days): boolean =>
  (one.validTo === undefined || other.validFrom <= one.validTo) && (other.validTo === undefined || one.validFrom <= other.validTo);

const isNumber = (value: unknown): boolean => typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));

/** Paths of the numbers in a value that are under no source. Numbers of digits may share one, the nearest `decimalsSource` around them. */
function unsourcedIn(value: unknown, path = '', digitsAreSourced = false): readonly string[] {
  if (typeof value !== 'object' || value === null) return isNumber(value) && !(digitsAreSourced && /decimals$/i.test(path)) ? [path] : [];
  if (isSource(value) || ('source' in value && isSource(value.source))) return [];
  const sourced = digitsAreSourced || ('decimalsSource' in value && isSource(value.decimalsSource));
  return membersOf(value).flatMap(({ step, member }) => unsourcedIn(member, joined(path, step), sourced));
}
