import { languagesOf } from './languages.ts';

/** Pieces as pdfmake cuts them: words with the space behind them, Chinese by the character. */
const told = (text: string) => {
  const pieces = text.match(/[\x21-\x7e]+ *|\s+|./gu) ?? [];
  const languages = languagesOf(pieces);
  const runs: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (index > 0 && languages[index] === languages[index - 1]) runs.push(`${runs.pop() ?? ''}${piece}`);
    else runs.push(`${languages[index] ?? ''}:${piece}`);
  }
  return runs;
};

describe('the language of words', () => {
  it.each([
    ['证书编号 DG2026-11-000042', ['zh:证书编号 DG2026-11-000042']],
    ['空干基  as received', ['zh:空干基  ', 'en:as received']],
    ['第 2 页 Page 2 of 2', ['zh:第 2 页 ', 'en:Page 2 of 2']],
    ['MV OCEAN HARVEST 远穗轮', ['en:MV OCEAN HARVEST ', 'zh:远穗轮']],
    ['3 of 12 increments', ['en:3 of 12 increments']],
    ['GB/T 212-2008', ['zh:GB/T 212-2008']],
    ['21.46 MJ/kg', ['zh:21.46 MJ/kg']],
    ['—— END ——', ['zh:—— ', 'en:END ', 'zh:——']],
  ])('of %j is told by its script', (text, runs) => {
    expect(told(text)).toEqual(runs);
  });
});
