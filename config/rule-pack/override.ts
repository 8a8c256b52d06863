import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';
import type { RuleOverride } from '../../workflows/kernel/source.ts';
import type { PackFolder, RawSections } from './read-packs.ts';

type Fields = Record<string, unknown>;

export interface Overridden {
  readonly sections: RawSections;
  readonly overrides: readonly RuleOverride[];
}

/**
 * The sections of a site's own pack: those of the pack it extends, with the values it decided otherwise. Each change is noted
 * in the nearest source around the value, so that it shows wherever the value is used.
 *
 * A path names the steps into the sections: `sampling.minimumIncrements.count`, `assay.items[item=Hg].repeatability[0].limit`.
 * Only what is there can be overridden: a path that leads nowhere, or to a value of another type, is refused
 * (`RULE_OVERRIDE_INVALID`), and so is one with no source around it.
 */
export function override(base: PackFolder, original: RawSections, site: PackFolder, own: RawSections): Outcome<Overridden> {
  // Through JSON, so that what a YAML alias shares becomes two values: an override means the one it names.
  const sections = JSON.parse(JSON.stringify({ ...original, ...own })) as Fields;
  const overrides: RuleOverride[] = [];
  for (const { path, value, reason } of site.overrides ?? []) {
    const steps = stepsOf(path);
    const last = steps.at(-1);
    let around: Fields | undefined;
    let node: unknown = sections;
    for (const step of steps.slice(0, -1)) {
      node = into(node, step);
      around = sourceIn(node) ?? around;
    }
    if (last === undefined || into(node, last) === undefined) return refuseOverride(site, path, `${base.id}@${base.version} has nothing there`);
    const was = into(node, last);
    if (typeof was !== typeof value || Array.isArray(was) !== Array.isArray(value)) return refuseOverride(site, path, `${JSON.stringify(was)} cannot become ${JSON.stringify(value)}`);
    if (!around) return refuseOverride(site, path, 'no source stands around it, so the change would not show');
    const note: RuleOverride = { pack: `${site.id}@${site.version}`, path, was: JSON.stringify(was), now: JSON.stringify(value), reason };
    around['overrides'] = [...(Array.isArray(around['overrides']) ? (around['overrides'] as unknown[]) : []), note];
    put(node, last, value);
    overrides.push(note);
  }
  return ok({ sections, overrides });
}

type PathStep = string | number | { readonly key: string; readonly value: string };

/** `a.b[0][item=Hg].c` in its steps. */
const stepsOf = (path: string): PathStep[] =>
  [...path.matchAll(/([A-Za-z][\w-]*)(?=[.[]|$)|\[(\d+)\]|\[(\w+)=([^\]]+)\]/g)].map(([, name, index, key, value]) =>
    key !== undefined && value !== undefined ? { key, value } : index !== undefined ? Number(index) : (name ?? ''),
  );

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a step leads in a list or an object; -1 or a name that is not there when it leads nowhere. */
function placeOf(node: unknown, step: PathStep): string | number {
  if (!Array.isArray(node)) return typeof step === 'string' ? step : -1;
  if (typeof step === 'number') return step;
  return typeof step === 'string' ? -1 : node.findIndex((each: unknown) => isFields(each) && each[step.key] === step.value);
}

function into(node: unknown, step: PathStep): unknown {
  const place = placeOf(node, step);
  if (Array.isArray(node) && typeof place === 'number') return node[place] as unknown;
  return isFields(node) && Object.hasOwn(node, place) ? node[place] : undefined;
}

function put(node: unknown, step: PathStep, value: unknown): void {
  const place = placeOf(node, step);
  if (Array.isArray(node) && typeof place === 'number') node[place] = value;
  else if (isFields(node)) node[place] = value;
}

/** The source of an object: where an override of anything in it is noted. */
const sourceIn = (node: unknown): Fields | undefined => (isFields(node) && isFields(node['source']) ? node['source'] : undefined);

const refuseOverride = (site: PackFolder, path: string, why: string) =>
  refuse({
    code: 'RULE_OVERRIDE_INVALID',
    field: path,
    message: `${site.folder} overrides ${path}, but ${why}.`,
    remedy: 'Name a value of the pack that is extended (quaylab rules show), and give one of the same type.',
  });
