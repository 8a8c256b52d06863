import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';
import { isInForce } from '../../workflows/kernel/source.ts';
import type { RuleOverride } from '../../workflows/kernel/source.ts';
import { sectionsOf } from './kinds.ts';
import type { RulePackKind, RulePackOf, SectionsOf } from './kinds.ts';
import { override } from './override.ts';
import { readPacks, readSections, refuseInvalid } from './read-packs.ts';
import type { PackFolder, RawSections } from './read-packs.ts';

/** Which pack is meant. */
export interface PackWish<Kind extends RulePackKind> {
  readonly kind: Kind;
  /** `coal-cn`, or with a version `coal-cn@2026.1`. */
  readonly id: string;
  /** ISO date: of several versions, the newest in force on that day. */
  readonly on?: string;
}

/**
 * Loads one rule pack from directories of pack folders and checks all of it.
 *
 * `ref.hash` is the SHA-256 of the content in RFC 8785 canonical JSON: comments, order, anchors and the split into files play
 * no part. Refuses, besides what `readPacks` and `override` refuse: `RULE_PACK_UNKNOWN` (lists those present),
 * `RULE_PACK_AMBIGUOUS` (several versions and no date), `RULE_PACK_NOT_IN_FORCE` (none on that day), `RULE_PACK_INVALID`
 * (field = path).
 */
export function loadRulePack<Kind extends RulePackKind>(directories: readonly string[], wish: PackWish<Kind>): Outcome<RulePackOf<Kind>> {
  const packs = readPacks(directories);
  if (!packs.ok) return packs;
  const found = choose(packs.value, wish);
  return found.ok ? checkPack(found.value, packs.value, wish.kind) : found;
}

function choose(packs: readonly PackFolder[], { kind, id, on }: PackWish<RulePackKind>): Outcome<PackFolder> {
  const matching = packs.filter((pack) => pack.kind === kind && (pack.id === id || nameOf(pack) === id));
  const [first, second] = matching;
  if (!first) return refuseUnknown(id, packs.filter((pack) => pack.kind === kind));
  if (on === undefined) return second ? refuseAmbiguous(id, matching) : ok(first);
  const newest = matching.filter((pack) => isInForce(pack, on)).sort((a, b) => b.validFrom.localeCompare(a.validFrom))[0];
  return newest ? ok(newest) : refuseNotInForce(id, on, matching);
}

function checkPack<Kind extends RulePackKind>(pack: PackFolder, all: readonly PackFolder[], kind: Kind): Outcome<RulePackOf<Kind>> {
  const merged = sectionsWithBase(pack, all);
  if (!merged.ok) return merged;
  const { sections, overrides } = merged.value;
  const schema: z.ZodType<SectionsOf<Kind>> = sectionsOf[kind];
  const checked = schema.safeParse(sections);
  if (!checked.success) return refuseInvalid(pack.folder, checked.error);
  const { id, version, name, validFrom, validTo } = pack;
  const hash = contentHash({ kind, id, version, name, validFrom, validTo: validTo ?? null, ...sections });
  return ok({ ref: { id, version, hash }, name, validFrom, ...(validTo !== undefined && { validTo }), ...(overrides && { overrides }), ...checked.data });
}

function sectionsWithBase(pack: PackFolder, all: readonly PackFolder[]): Outcome<{ readonly sections: RawSections; readonly overrides?: readonly RuleOverride[] }> {
  const own = readSections(pack);
  if (!own.ok) return own;
  if (pack.extends === undefined) return ok({ sections: own.value });
  const base = all.find((candidate) => nameOf(candidate) === pack.extends && candidate.kind === pack.kind);
  if (!base) return refuseUnknown(pack.extends, all.filter(({ kind }) => kind === pack.kind));
  if (base.extends !== undefined) {
    return refuse({
      code: 'RULE_PACK_INVALID',
      field: 'extends',
      message: `${nameOf(pack)} extends ${nameOf(base)}, which itself extends ${base.extends}.`,
      remedy: `Extend ${base.extends} and repeat the overrides: one look must tell what a site changed.`,
    });
  }
  const original = readSections(base);
  return original.ok ? override(base, original.value, pack, own.value) : original;
}

const contentHash = (content: unknown): string => createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');

const nameOf = ({ id, version }: PackFolder): string => `${id}@${version}`;

const refuseUnknown = (id: string, present: readonly PackFolder[]) =>
  refuse({
    code: 'RULE_PACK_UNKNOWN',
    field: 'rulePack',
    message: `There is no rule pack "${id}".`,
    remedy: present.length > 0 ? `Choose one of: ${present.map(nameOf).join(', ')}.` : 'Put a rule pack of this kind into the directory; it holds none.',
  });

const refuseAmbiguous = (id: string, matching: readonly PackFolder[]) =>
  refuse({
    code: 'RULE_PACK_AMBIGUOUS',
    field: 'rulePack',
    message: `Rule pack "${id}" is present as ${matching.map(({ folder, version }) => `${version} (${folder})`).join(', ')}.`,
    remedy: `Name the version, for example ${matching.map(nameOf).at(-1)}, or the day it is for; keep one folder a version.`,
  });

const refuseNotInForce = (id: string, on: string, matching: readonly PackFolder[]) =>
  refuse({
    code: 'RULE_PACK_NOT_IN_FORCE',
    field: 'on',
    message: `No version of rule pack "${id}" is in force on ${on}.`,
    remedy: `Choose a day within one of: ${matching.map((pack) => `${nameOf(pack)} from ${pack.validFrom}${pack.validTo ? ` to ${pack.validTo}` : ''}`).join(', ')}.`,
  });
