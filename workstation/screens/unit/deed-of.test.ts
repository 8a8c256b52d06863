import { deedOf, fieldsOf } from './deed-of.ts';
import type { DeedDraft } from './deed-of.ts';

const empty: DeedDraft = {
  kind: 'void-increment',
  increment: '',
  contents: 'kept',
  position: '',
  mass: '',
  seal: '',
  amount: '',
  takenAt: '',
  stage: '',
  evidence: [],
};
const zone = 'Asia/Shanghai';

describe('an intervention as it is typed', () => {
  it('is no deed before all its fields are filled', () => {
    expect(deedOf(empty, zone)).toBeNull();
    expect(deedOf({ ...empty, kind: 'manual-container', position: '3', mass: '4.9', seal: ' ' }, zone)).toBeNull();
    expect(deedOf({ ...empty, kind: 'skip-stage', stage: 'Packing' }, zone)).toBeNull();
  });

  it('takes full-width digits, and numbers as they were written', () => {
    expect(deedOf({ ...empty, increment: '１２' }, zone)).toEqual({ kind: 'void-increment', increment: 12 });
    expect(
      deedOf({ ...empty, kind: 'manual-container', position: '3', mass: '4。90', seal: ' S-7 ' }, zone),
    ).toEqual({
      kind: 'manual-container',
      position: 3,
      mass: '4.90',
      seal: 'S-7',
    });
  });

  it('asks for mass and seal only of what is kept', () => {
    const replaced: DeedDraft = {
      ...empty,
      kind: 'replace-container',
      contents: 'discarded',
      position: '2',
      mass: '4',
      seal: 'S-1',
    };
    expect(fieldsOf(replaced)).toEqual(['contents', 'position']);
    expect(deedOf(replaced, zone)).toEqual({ kind: 'replace-container', contents: 'discarded', position: 2 });
    expect(deedOf({ ...replaced, contents: 'kept' }, zone)).toMatchObject({
      contents: 'kept',
      mass: '4',
      seal: 'S-1',
    });
  });

  it('wants nothing more where nothing more is to be said', () => {
    expect(deedOf({ ...empty, kind: 'begin-manual' }, zone)).toEqual({ kind: 'begin-manual' });
    expect(deedOf({ ...empty, kind: 'skip-stage', stage: 'Dryer' }, zone)).toEqual({
      kind: 'skip-stage',
      stage: 'Dryer',
    });
    expect(
      deedOf({ ...empty, kind: 'manual-increment', amount: '12.5', takenAt: '2026-05-04T11:21' }, zone),
    ).toMatchObject({
      amount: '12.5',
      takenAt: '2026-05-04T03:21:00.000Z',
    });
  });
});
