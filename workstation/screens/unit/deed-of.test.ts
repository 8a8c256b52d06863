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
};

describe('an intervention as it is typed', () => {
  it('is no deed before all its fields are filled', () => {
    expect(deedOf(empty)).toBeNull();
    expect(deedOf({ ...empty, kind: 'manual-container', position: '3', mass: '4.9', seal: ' ' })).toBeNull();
    expect(deedOf({ ...empty, kind: 'skip-stage', stage: 'Packing' })).toBeNull();
  });

  it('takes full-width digits, and numbers as they were written', () => {
    expect(deedOf({ ...empty, increment: '１２' })).toEqual({ kind: 'void-increment', increment: 12 });
    expect(
      deedOf({ ...empty, kind: 'manual-container', position: '3', mass: '4。90', seal: ' S-7 ' }),
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
    expect(deedOf(replaced)).toEqual({ kind: 'replace-container', contents: 'discarded', position: 2 });
    expect(deedOf({ ...replaced, contents: 'kept' })).toMatchObject({
      contents: 'kept',
      mass: '4',
      seal: 'S-1',
    });
  });

  it('wants nothing more where nothing more is to be said', () => {
    expect(deedOf({ ...empty, kind: 'begin-manual' })).toEqual({ kind: 'begin-manual' });
    expect(deedOf({ ...empty, kind: 'skip-stage', stage: 'Dryer' })).toEqual({
      kind: 'skip-stage',
      stage: 'Dryer',
    });
    expect(
      deedOf({ ...empty, kind: 'manual-increment', amount: '12.5', takenAt: '2026-05-04T11:21' }),
    ).toMatchObject({
      amount: '12.5',
      takenAt: new Date('2026-05-04T11:21').toISOString(),
    });
  });
});
