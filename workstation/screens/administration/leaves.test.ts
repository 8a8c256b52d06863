import { leavesOf, matching } from './leaves.ts';

const document = {
  site: 'Demo',
  units: [
    { id: 'CS-01', tags: [] },
    { id: 'CS-02', shadow: true },
  ],
  limit: null,
};

describe('the values of a document', () => {
  it('stand with their paths, empty ones too', () => {
    expect(leavesOf(document).map(({ path, value }) => `${path}=${value}`)).toEqual([
      'site=Demo',
      'units[0].id=CS-01',
      'units[0].tags=[]',
      'units[1].id=CS-02',
      'units[1].shadow=true',
      'limit=null',
    ]);
  });

  it('are found by a part of the path or the value', () => {
    const found = (text: string) => matching(leavesOf(document), text, ({ path, value }) => [path, value]).map(({ path }) => path);
    expect(found(' cs-02 ')).toEqual(['units[1].id']);
    expect(found('UNITS[0]')).toEqual(['units[0].id', 'units[0].tags']);
    expect([found('').length, found('absent').length]).toEqual([6, 0]);
  });
});
