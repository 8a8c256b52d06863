import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { projectRoot } from '../project-root.ts';
import { siteSchema } from './schema.ts';

const file = (...path: string[]) => readFileSync(join(projectRoot(), ...path), 'utf8');
const demo = load(file('config', 'demo-port', 'site.yaml')) as object;
const example = load(/```yaml\n([^`]*)```/.exec(file('docs', 'setup-checks.md'))?.[1] ?? '') as {
  readonly setupChecks: { readonly coal: readonly object[] };
};
const issuesOf = (site: object) => {
  const parsed = siteSchema.safeParse(site);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

it('a site takes the checks of docs/setup-checks.md', () => {
  expect(Object.keys(example.setupChecks)).toEqual(['coal', 'grain', 'petroleum']);
  expect(issuesOf({ ...demo, ...example })).toEqual([]);
});

it.each<[string, object, string]>([
  [
    'that measures without limits',
    { kind: 'measured', unit: 'g' },
    'setupChecks.coal.checks[0].limits: Nothing says when',
  ],
  ['of an unknown kind', { kind: 'maybe' }, 'setupChecks.coal.0.kind'],
])('a check %s is refused, by its place', (_case, changed, expected) => {
  const [first = {}] = example.setupChecks.coal;
  const [issue] = issuesOf({ ...demo, setupChecks: { coal: [{ ...first, ...changed }] } });
  expect(issue).toContain(expected);
});

it('a site may say how wide a cutter is and how fast its belt', () => {
  const { units } = demo as {
    readonly units: readonly { readonly unit: string; readonly sampler?: object }[];
  };
  const withCutter = (cutter: object) => ({
    ...demo,
    units: units.map((each) => (each.sampler ? { ...each, sampler: { ...each.sampler, cutter } } : each)),
  });
  expect(issuesOf(withCutter({ kind: 'cross-belt', aperture_mm: '150', beltSpeed_m_per_s: '4' }))).toEqual(
    [],
  );
  expect(issuesOf(withCutter({ kind: 'falling-stream', aperture_mm: '150' }))).toEqual([]);
  expect(issuesOf(withCutter({ kind: 'cross-belt', aperture_mm: '150' }))[0]).toContain(
    'sampler.cutter.beltSpeed_m_per_s',
  );
});
