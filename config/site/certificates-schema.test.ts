import { templateIds } from '../../workflows/certificate/templates.ts';
import { certificatesSchema } from './certificates-schema.ts';
import { loadSite } from './load.ts';

const words = { zh: '证书', en: 'Certificate' };
const kind = (code: string, template: string, numberPattern = '{office}{year}-{kind}-{serial:6}') => ({
  code,
  title: words,
  template,
  numberPattern,
  signatory: { roles: ['signatory'], title: words },
});
const faultOf = (main: string, kinds: readonly object[]) => {
  const [issue] = certificatesSchema.safeParse({ main, kinds }).error?.issues ?? [];
  return [issue?.path.join('.'), issue?.message];
};

describe('the kinds of certificates of a site', () => {
  it('are, at the demonstration, one of every template at least', () => {
    const site = loadSite('config/demo-port/site.yaml');
    if (!site.ok) throw new Error(site.refusal.message);
    const { main, kinds } = site.value.certificates;
    expect(main).toBe('11');
    expect(new Set(kinds.map(({ template }) => template))).toEqual(new Set(templateIds));
  });

  it.each([
    ['12', [kind('12', 'weight')], 'main', /template quality/],
    ['11', [kind('12', 'weight')], 'main', /template quality/],
    [
      '11',
      [kind('11', 'quality'), kind('12', 'weight'), kind('12', 'quantity')],
      'kinds.2.code',
      /another kind/,
    ],
    ['11', [kind('11', 'quality', '{year}-{serial:6}')], 'kinds.0.numberPattern', /lacks \{kind\}/],
    ['11', [kind('11', 'quality'), kind('weight', 'weight')], 'kinds.1.code', /capitals or digits/],
    ['11', [kind('11', 'quality'), kind('12', 'mass')], 'kinds.1.template', /expected one of/],
    [
      '11',
      [{ ...kind('11', 'quality'), signatory: { roles: ['analyst'], title: words } }],
      'kinds.0.signatory.roles.0',
      /expected one of/,
    ],
  ] as const)('are refused where they contradict each other: %s of %j', (main, kinds, field, message) => {
    expect(faultOf(main, kinds)).toEqual([field, expect.stringMatching(message)]);
  });
});
