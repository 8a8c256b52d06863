import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { CoalRulePack } from '../../workflows/coal-sampling/rule-pack.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';
import { rulePackSchema } from './schema.ts';

/** A pack file that could be read, before its content was checked. */
interface PackFile {
  readonly file: string;
  readonly id: string;
  readonly version: string;
  readonly content: unknown;
}

/** How many faults of a file one refusal lists; the rest follows once these are mended. */
const mostFaultsTold = 10;

const identity = z.object({ id: z.string(), version: z.string() });

/**
 * Loads one rule pack from a directory of `*.yaml` files and checks all of it.
 *
 * @param id the pack's id (`coal-cn`) when the directory holds one version of it, or `id@version` (`coal-cn@2024.1`)
 *
 * `ref.hash` is the SHA-256 of the content in RFC 8785 canonical JSON: comments, order and anchors play no part.
 * Refuses: `RULE_PACK_DIRECTORY_MISSING`, `RULE_PACK_UNREADABLE` (broken YAML, or no id and version),
 * `RULE_PACK_UNKNOWN` (lists those present), `RULE_PACK_AMBIGUOUS` (several versions), `RULE_PACK_INVALID` (field = path).
 */
export function loadRulePack(directory: string, id: string): Outcome<CoalRulePack> {
  const files = readPackFiles(directory);
  if (!files.ok) return files;
  const matching = files.value.filter((pack) => pack.id === id || nameOf(pack) === id);
  const [found, another] = matching;
  if (!found) return refuseUnknown(directory, id, files.value);
  if (another) return refuseAmbiguous(id, matching);
  return checkPack(found);
}

function readPackFiles(directory: string): Outcome<readonly PackFile[]> {
  let names: readonly string[];
  try {
    names = readdirSync(directory).filter((name) => name.endsWith('.yaml'));
  } catch (error) {
    return refuse({
      code: 'RULE_PACK_DIRECTORY_MISSING',
      field: 'directory',
      message: `The rule packs in ${directory} cannot be listed (${messageOf(error)}).`,
      remedy: 'Give the directory that holds the rule packs.',
    });
  }
  const packs: PackFile[] = [];
  for (const name of [...names].sort()) {
    const pack = readPackFile(join(directory, name));
    if (!pack.ok) return pack;
    packs.push(pack.value);
  }
  return ok(packs);
}

function readPackFile(file: string): Outcome<PackFile> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return refuseUnreadable(file, messageOf(error));
  }
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault) return refuseUnreadable(file, fault.message);
  let content: unknown;
  try {
    content = document.toJS();
  } catch (error) {
    return refuseUnreadable(file, messageOf(error));
  }
  const identified = identity.safeParse(content);
  if (!identified.success) return refuseUnreadable(file, 'it has no id and version, each in quotes');
  return ok({ file, content, ...identified.data });
}

function checkPack(pack: PackFile): Outcome<CoalRulePack> {
  const checked = rulePackSchema.safeParse(pack.content);
  if (!checked.success) return refuseInvalid(pack, checked.error);
  const { id, version, ...sections } = checked.data;
  return ok({ ref: { id, version, hash: contentHash(pack.content) }, ...sections });
}

const contentHash = (content: unknown): string => createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');

const nameOf = ({ id, version }: PackFile): string => `${id}@${version}`;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const refuseUnreadable = (file: string, why: string) =>
  refuse({
    code: 'RULE_PACK_UNREADABLE',
    field: file,
    message: `${file} is not a rule pack: ${why.trim()}`,
    remedy: 'Mend the YAML, or take the file out of the directory.',
  });

function refuseUnknown(directory: string, id: string, present: readonly PackFile[]) {
  return refuse({
    code: 'RULE_PACK_UNKNOWN',
    field: 'rulePack',
    message: `There is no rule pack "${id}" in ${directory}.`,
    remedy:
      present.length > 0
        ? `Choose one of: ${present.map(nameOf).join(', ')}.`
        : 'Put a rule pack there; it holds none.',
  });
}

function refuseAmbiguous(id: string, matching: readonly PackFile[]) {
  return refuse({
    code: 'RULE_PACK_AMBIGUOUS',
    field: 'rulePack',
    message: `Rule pack "${id}" is present as ${matching.map(({ file, version }) => `${version} (${file})`).join(', ')}.`,
    remedy: `Name the version, for example ${matching.map(nameOf).at(-1)}, and keep one file a version.`,
  });
}

function refuseInvalid({ file }: PackFile, error: z.ZodError) {
  const faults = error.issues.map(({ path, message }) => ({ path: pathText(path), message }));
  const told = faults.slice(0, mostFaultsTold).map(({ path, message }) => `${path}: ${message}`);
  const untold = faults.length - told.length;
  return refuse({
    code: 'RULE_PACK_INVALID',
    field: faults[0]?.path ?? '',
    message: `${file} does not hold a coal rule pack: ${told.join('; ')}${untold > 0 ? `; and ${untold} more` : ''}.`,
    remedy: 'Correct the fields named; every number needs its source.',
  });
}

/** `sampling.precision[0].source` */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  ) || '(whole file)';
