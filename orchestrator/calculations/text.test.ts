import { explainCalculation } from './explain.ts';
import { runCalculation } from './run.ts';
import { emptyShelf, share, shareCatalogue } from './testing/share.fixture.ts';
import { answerLines, catalogueLines, explanationLines } from './text.ts';

const overridden = '站点修改 site override (site@1): share.decimals 3 → 2; 原因 reason: two will do';

describe('an answer in text', () => {
  const outcome = runCalculation(shareCatalogue, 'part-share', { part_kg: '1', whole_kg: '3', kind: 'raw' }, emptyShelf, {
    on: '2026-05-04',
  });
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  const lines = answerLines(outcome.value, share.title);
  const text = lines.join('\n');

  it('is what an inspector would write down', () => {
    expect(lines).toEqual([
      '份额计算  Share of a part  (part-share)',
      '规则日期 rules of the day: 2026-05-04',
      '',
      '1. 份额  Share',
      '   s = 100·m / M',
      '   m = 1 kg; M = 3 kg',
      `   = 33.${'3'.repeat(28)} % → 33.33 %`,
      '   GB/T 99999-2020, 5.1 [行业通识，待核对 general knowledge, to be verified]',
      '   注 note: to be verified against the text',
      `   ${overridden}`,
      '',
      '结果 result',
      '  share_pct: 33.33 %',
      '  on: 2026-05-04',
      '',
      '依据的规则包 rule packs',
      `  site@1  本港  Ours  sha256 ${'ab'.repeat(6)}`,
      `    ${overridden}`,
    ]);
  });

  it('shows members, lists and words of the value each in their way', () => {
    const value = {
      rows: [{ mass_kg: '1.0', ok: true }],
      empty: [],
      masses_kg: ['1', '2'],
      verdict: { zh: '合格', en: 'valid' },
      none_kg: null,
    };
    const shown = answerLines({ ...outcome.value, steps: [], packs: [], value }, share.title).join('\n');
    expect(shown).toContain(
      '  rows:\n    [0]:\n      mass_kg: 1.0 kg\n      ok: true\n  empty: (无 none)\n' +
        '  masses_kg: 1, 2 kg\n  verdict: 合格  valid\n  none_kg: —',
    );
  });

  it('marks a decision with an arrow instead of a number', () => {
    const [step] = outcome.value.steps;
    if (!step) throw new Error('one step');
    const decided = answerLines({ ...outcome.value, steps: [{ ...step, unrounded: null, reported: 'VALID', unit: '' }] }, share.title);
    expect(decided).toContain('   → VALID');
    expect(text).not.toContain('→ VALID');
  });
});

describe('an explanation in text', () => {
  const explained = explainCalculation(shareCatalogue, 'part-share', emptyShelf);
  if (!explained.ok) throw new Error(explained.refusal.message);
  const text = explanationLines(explained.value).join('\n');

  it('has formulas with standard, edition, clause, confidence and note', () => {
    expect(text).toContain(
      '    s = 100·m / M\n    GB/T 99999-2020, 5.1 [行业通识，待核对 general knowledge, to be verified]\n' +
        '    注 note: to be verified against the text',
    );
    expect(text).toContain(overridden);
  });

  it('has every field with unit, range and description', () => {
    expect(text).toMatch(/part_kg +kg +是 yes +number ≥ 0 +Mass of the part/);
    expect(text).toMatch(/parts +默认 default 1 +whole number ≥ 1 ≤ 9 +How many such parts/);
    expect(text).toMatch(/share_pct +% +number/);
  });

  it('has an example that can be pasted into a shell', () => {
    expect(text).toContain(`quaylab calc part-share --json '{"part_kg":"1","whole_kg":"3","kind":"raw"}'`);
    const quoted = explanationLines({ ...explained.value, example: { name: "o'clock" } }).join('\n');
    expect(quoted).toContain(String.raw`--json '{"name":"o'\''clock"}'`);
  });

  it('of what is unknown, or for a day that is none, is refused', () => {
    expect(explainCalculation(shareCatalogue, 'nothing', emptyShelf)).toMatchObject({
      ok: false,
      refusal: { code: 'CALCULATION_UNKNOWN' },
    });
    expect(explainCalculation(shareCatalogue, 'part-share', emptyShelf, 'today')).toMatchObject({
      ok: false,
      refusal: { code: 'DATE_NOT_VALID' },
    });
  });
});

describe('the list in text', () => {
  it('keeps its columns in line, Chinese characters being two wide', () => {
    expect(catalogueLines(shareCatalogue)).toEqual([
      '名称 name   标题      title            组 group',
      'part-share  份额计算  Share of a part  tests',
    ]);
  });
});
