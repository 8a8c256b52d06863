import { byProcess, begunCabinet } from './storage.fixture.ts';

const claim = (slot: number, code = 'B-1', no = 1) => ({ type: 'slot.claim', slot, code, no });
const [one, two] = [byProcess('storage/B-1'), byProcess('storage/B-2')];
const places = (cabinet: ReturnType<typeof begunCabinet>) =>
  cabinet.context.taken.map(({ slot, code }) => `${slot} ${code}`);

describe('a cabinet', () => {
  const lies = begunCabinet().give(claim(1), one);

  it('gives a free slot', () => {
    expect(places(lies)).toEqual(['1 B-1']);
    expect(lies.messages('storage/B-1')).toEqual([{ type: 'slot.given', cabinet: 'A', slot: 1 }]);
  });

  it.each([
    ['an occupied slot', claim(1, 'B-2'), two, 'SLOT_OCCUPIED'],
    ['a slot it does not have', claim(3, 'B-2'), two, 'SLOT_UNKNOWN'],
    ['slot 0', claim(0, 'B-2'), two, 'SLOT_UNKNOWN'],
    ['half a slot', claim(1.5, 'B-2'), two, 'SLOT_UNKNOWN'],
    ['a code that lies in it already', claim(2), two, 'CODE_STORED_TWICE'],
  ])('refuses %s', (_what, event, by, code) => {
    const asked = lies.give(event, by);
    expect(asked.messages(by.id)).toMatchObject([{ type: 'slot.refused', cabinet: 'A', refusal: { code } }]);
    expect(places(asked)).toEqual(['1 B-1']);
  });

  it('gives the same slot again to who has it, and another in exchange', () => {
    expect(places(lies.give(claim(1), one))).toEqual(['1 B-1']);
    expect(places(lies.give(claim(2), one))).toEqual(['2 B-1']);
  });

  it('is told by a bottle alone that its slot is free', () => {
    const free = { type: 'slot.freed', slot: 1, code: 'B-1', no: 1 };
    expect(places(lies.give(free, two))).toEqual(['1 B-1']);
    expect(places(lies.give(free, one))).toEqual([]);
    // The bottle came back before its leaving was told.
    expect(places(lies.give(claim(1, 'B-1', 2), one).give(free, one))).toEqual(['1 B-1']);
  });

  it('that lost slots keeps what lies in them, and gives them to nobody else', () => {
    const fewer = lies.give({ type: 'cabinet.slots', slots: 0 });
    expect(places(fewer)).toEqual(['1 B-1']);
    expect(fewer.give(claim(1, 'B-2'), two).messages()).toMatchObject([
      { refusal: { code: 'SLOT_UNKNOWN' } },
    ]);
  });
});
