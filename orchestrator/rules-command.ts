import { resolve } from 'node:path';
import { readPacks } from '../config/rule-pack/read-packs.ts';
import { shippedRules } from '../config/site/load.ts';
import { RefusedError, type Outcome } from '../workflows/kernel/refusal.ts';
import type { Format, Terminal } from './calc-command.ts';
import { ruleFoldersOf } from './composition/site.ts';
import { review } from './rules/check.ts';
import type { PackReview } from './rules/check.ts';
import { checkDay } from './rules/day.ts';
import { confidenceCounts, inventory, packName, packNamed } from './rules/inventory.ts';
import type { FailedPack, LoadedPack } from './rules/inventory.ts';
import { partAt } from './rules/path.ts';
import { partLines } from './rules/show.ts';
import { grouped, ruleKey } from './rules/sources.ts';
import type { SourceGroup } from './rules/sources.ts';
import { standardsDocument } from './rules/standards-table.ts';
import { aligned, both, overrideLine, standardName, validity } from './rules/words.ts';

/** `quaylab rules`: what the rule packs say, and how well it is founded. */

/** Lists the packs; false when one of them does not load. */
export function rulesList({ site, format }: { site?: string; format: Format }, { print, complain }: Terminal): boolean {
  const { packs, failed } = accepted(inventory(ruleFoldersOf(site)));
  if (format === 'json') print(JSON.stringify(packs.map(asListed), null, 2));
  else {
    const head = [
      '种类 kind',
      '规则包 pack',
      '名称 name',
      '有效期 in force',
      'sha256',
      '已核对 confirmed',
      '待核对 general',
      '规定 policy',
    ];
    for (const line of aligned([head, ...packs.map(rowOf)])) print(line);
  }
  for (const pack of failed) complain(failedLine(pack));
  return failed.length === 0;
}

const asListed = (pack: LoadedPack) => ({
  kind: pack.kind,
  ...pack.ref,
  name: pack.name,
  validFrom: pack.validFrom,
  validTo: pack.validTo ?? null,
  extends: pack.extends ?? null,
  rules: confidenceCounts(pack.sources),
});

function rowOf(pack: LoadedPack): readonly string[] {
  const { confirmed, general, policy } = confidenceCounts(pack.sources);
  return [
    pack.kind,
    packName(pack),
    both(pack.name),
    validity(pack),
    pack.ref.hash.slice(0, shownHash),
    ...[confirmed, general, policy].map(String),
  ];
}

/** Digits of a hash that are shown to people; the JSON has all. */
const shownHash = 12;

export function rulesShow(
  name: string,
  path: string | undefined,
  { json, site, on }: { json?: true; site?: string; on?: string },
  { print }: Terminal,
): void {
  const pack = accepted(packNamed(ruleFoldersOf(site), name, accepted(checkDay(on))));
  const part = accepted(partAt(pack.sections, path ?? ''));
  if (json) {
    const { ref, kind, name: title, validFrom, validTo } = pack;
    print(
      JSON.stringify(
        { kind, ...ref, name: title, validFrom, validTo: validTo ?? null, path: path ?? '', value: part.value, source: part.source },
        null,
        2,
      ),
    );
    return;
  }
  print(`${packName(pack)}  ${both(pack.name)}  ${validity(pack)}${pack.extends === undefined ? '' : `  扩展 extends ${pack.extends}`}`);
  for (const { source } of pack.sources) for (const note of source.overrides ?? []) print(overrideLine(note));
  print(path === undefined ? '' : `\n${path}`);
  for (const line of partLines(part)) print(line);
}

/** Checks every pack of a folder, by default those in use; true when all of them load. */
export function rulesCheck(
  folder: string | undefined,
  { site, on, today }: { site?: string; on?: string; today: string },
  { print, complain }: Terminal,
): boolean {
  const day = accepted(checkDay(on)) ?? today;
  const directories = folder === undefined ? ruleFoldersOf(site) : withTheirBases(resolve(folder));
  const found = accepted(inventory(directories));
  const inside = ({ folder: place }: { readonly folder: string }) => folder === undefined || place.startsWith(resolve(folder));
  const failed = found.failed.filter(inside);
  const reviews = review(found, day).filter(({ pack }) => inside(pack));
  for (const line of reviews.flatMap((one) => reviewLines(one, day))) print(line);
  for (const pack of failed) complain(failedLine(pack));
  print(
    `${failed.length === 0 ? '合格 all packs load' : '不合格 some packs do not load'}: ${reviews.length} loaded, ${failed.length} refused`,
  );
  return failed.length === 0;
}

/** A folder of packs, and with it those that come with the house where it extends one of them. */
function withTheirBases(folder: string): readonly string[] {
  const packs = accepted(readPacks([folder]));
  const names = new Set(packs.map(({ id, version }) => `${id}@${version}`));
  const complete = packs.every(({ extends: base }) => base === undefined || names.has(base));
  return complete ? [folder] : [shippedRules(), folder];
}

function reviewLines({ pack, expired, unverified, superseded, unsourced, overlaps }: PackReview, on: string): readonly string[] {
  const { confirmed, general, policy } = confidenceCounts(pack.sources);
  const paragraph = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`  ${title} (${lines.length})`, ...lines.map((line) => `    ${line}`)];
  return [
    `${packName(pack)}  ${both(pack.name)}: ${pack.sources.length} rules, ${confirmed} confirmed, ${general} general, ${policy} policy`,
    ...(expired ? [`  警告：规则包已失效 warning: the pack is no longer in force on ${on} (${validity(pack)})`] : []),
    ...paragraph('待核对或本机构规定 not verified against the text', grouped(unverified, ruleKey).map(groupLine)),
    ...paragraph(`已被替代 superseded: no longer in force on ${on}`, grouped(superseded, ruleKey).map(groupLine)),
    ...paragraph('警告：无依据的数值 warning: numbers without a source', unsourced),
    ...paragraph('警告：有效期重叠 warning: in force on the same days as', overlaps),
    ...paragraph('站点修改 site overrides', pack.sources.flatMap(({ source }) => source.overrides ?? []).map(overrideLine)),
  ];
}

/** How many places of one rule are named; docs/standards.md names all. */
const mostPlacesTold = 3;

function groupLine(group: SourceGroup): string {
  const [{ source }] = group;
  const [days, note] = [validity(source), source.note];
  const paths = group.slice(0, mostPlacesTold).map(({ path }) => path);
  const more = group.length - paths.length;
  return [
    `${standardName(source)}, ${source.clause} [${source.confidence}]`,
    days === '' ? '' : ` (${days})`,
    `: ${paths.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    note === undefined ? '' : ` – ${note}`,
  ].join('');
}

const failedLine = ({ name, folder, refusal }: FailedPack): string =>
  `错误 error ${refusal.code} in ${name} (${folder}): ${refusal.message}\n处理 remedy: ${refusal.remedy}`;

export function rulesStandards({ site }: { site?: string }, { print }: Terminal): void {
  const { packs, failed } = accepted(inventory(ruleFoldersOf(site)));
  const [broken] = failed;
  if (broken) throw new RefusedError(broken.refusal);
  print(standardsDocument(packs).trimEnd());
}

function accepted<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new RefusedError(outcome.refusal);
}
