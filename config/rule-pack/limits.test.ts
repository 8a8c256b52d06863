import { shippedSection } from '../../workflows/kernel/testing/rule-pack.fixture.ts';
import { conformitySchema } from './coal/conformity-schema.ts';
import { limitsSchema } from './grain/limits-schema.ts';

/** A copy of a shipped section to break. */
const section = (pack: 'coal-cn-2026' | 'grain-cn-2026' | 'petroleum-cn-2026', name: string) =>
  JSON.parse(JSON.stringify(shippedSection(pack, name))) as {
    limitSets: {
      uses: string[];
      limits: Record<string, unknown>[];
      condition?: unknown;
      metAnyway?: unknown;
      haulOver?: string;
    }[];
    items: { id: string; unit: string }[];
    release: { cases: Record<string, { removal: unknown; use: { advice: string } | null }> };
  };
type Section = ReturnType<typeof section>;
const grain = () => section('grain-cn-2026', 'limits');
const coal = () => section('coal-cn-2026', 'conformity');
const pathsOf = (result: {
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } | undefined;
}) => result.error?.issues.map(({ path }) => path.join('.'));

it('the shipped sections are sound', () => {
  expect(pathsOf(conformitySchema.safeParse(coal()))).toBeUndefined();
  expect(pathsOf(limitsSchema.safeParse(grain()))).toBeUndefined();
  expect(pathsOf(limitsSchema.safeParse(section('petroleum-cn-2026', 'limits')))).toBeUndefined();
});

it.each<[string, (of: Section) => void, string]>([
  [
    'an unknown crop',
    ({ limitSets: [set] }) => Object.assign(set?.limits[0] ?? {}, { products: ['rye'] }),
    'limitSets.0.limits.0.products',
  ],
  ['an unknown use', ({ limitSets: [set] }) => set?.uses.push('fuel'), 'limitSets.0.uses'],
  [
    'an item nobody defined',
    ({ limitSets: [set] }) => Object.assign(set?.limits[0] ?? {}, { item: 'AFB9' }),
    'limitSets.0.limits.0.item',
  ],
  ['two limits on one day', ({ limitSets: [set] }) => set?.limits.push({ ...set.limits[0], limit: '21' }), 'limitSets.0.limits'],
  [
    'a margin without R',
    ({ limitSets: [set] }) => Object.assign(set?.limits[0] ?? {}, { decisionRule: 'ISO4259_SUPPLIER' }),
    'limitSets.0.limits.0.reproducibility',
  ],
  ['an item twice', ({ items }) => items.push({ ...items[0], id: 'AFB1', unit: 'x' }), 'items'],
  ['a case left out', ({ release }) => delete release.cases['dispute'], 'release.cases.dispute'],
  [
    'a case without a gate',
    ({ release }) => Object.assign(release.cases['licencesOpen'] ?? {}, { use: null }),
    'release.cases.licencesOpen',
  ],
  [
    'use allowed beside a hold',
    ({ release }) => Object.assign(release.cases['pass']?.use ?? {}, { advice: 'HOLD' }),
    'release.cases.pass',
  ],
])('in grain, %s is refused with its path', (_case, breakIt, path) => {
  const broken = grain();
  breakIt(broken);
  expect(pathsOf(limitsSchema.safeParse(broken))).toContain(path);
});

it.each<[string, (of: Section) => void, string]>([
  ['distance without its condition', ({ limitSets }) => delete limitSets[2]?.condition, 'limitSets.2.condition'],
  ['a condition nothing depends on', ({ limitSets }) => delete limitSets[2]?.haulOver, 'limitSets.2.condition'],
  ['half of the words', ({ limitSets }) => delete limitSets[2]?.metAnyway, 'limitSets.2.metAnyway'],
  [
    'a set twice',
    ({ limitSets: [set, ...others] }) => set && others.length > 0 && Object.assign(others[0] ?? {}, set),
    'limitSets',
  ],
])('in coal, %s is refused with its path', (_case, breakIt, path) => {
  const broken = coal();
  breakIt(broken);
  expect(pathsOf(conformitySchema.safeParse(broken))).toContain(path);
});
