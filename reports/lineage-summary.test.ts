import { completeSummary } from './lineage-summary.fixture.ts';
import { renderLineageSummary } from './lineage-summary.ts';
import { treeOf } from './lineage-tree.ts';

describe('summary of a run', () => {
  it('prints the same bytes for the same run', async () => {
    const [one, other] = [
      await renderLineageSummary(completeSummary),
      await renderLineageSummary(completeSummary),
    ];
    expect(one.subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(one.equals(other)).toBe(true);
  });

  it('prints a run of which there is nothing yet', async () => {
    const pdf = await renderLineageSummary({
      ...completeSummary,
      certificateNo: null,
      stages: [],
      containers: [],
    });
    expect(pdf.length).toBeGreaterThan(1000);
  });

  it('refuses a text the font can not print', async () => {
    await expect(renderLineageSummary({ ...completeSummary, vessel: 'MV ☐' })).rejects.toThrow(
      'GLYPH_MISSING: vessel',
    );
  });
});

describe('tree of the containers', () => {
  it('puts every container once, below its parent', () => {
    const lines = treeOf(completeSummary.containers);
    expect(lines.map(({ container }) => container.code)).toEqual(
      completeSummary.containers.map(({ code }) => code),
    );
    expect(lines.map(({ lastOfParent }) => lastOfParent.length)).toEqual([
      0, 1, 2, 3, 3, 3, 3, 1, 2, 3, 3, 3, 3,
    ]);
    expect(lines.at(-1)?.lastOfParent).toEqual([true, true, true]);
  });

  const [lot, unit] = completeSummary.containers;
  it.each([
    ['a code twice', [lot, unit, unit]],
    ['a parent that is not there', [unit]],
    ['a ring', [lot, { ...unit, code: 'a', parent: 'b' }, { ...unit, code: 'b', parent: 'a' }]],
  ])('refuses %s', (_what, containers) => {
    expect(() => treeOf(JSON.parse(JSON.stringify(containers)))).toThrow('LINEAGE_BROKEN');
  });
});
