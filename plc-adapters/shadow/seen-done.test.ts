import { packMl } from '../../workflows/plant-unit/messages.ts';
import type { PlantState } from '../../workflows/plant-unit/messages.ts';
import { followed, isFollowed, isNewRun } from './seen-done.ts';
import type { FollowedCommand, Seen, ShownSample } from './seen-done.ts';

const columns: readonly PlantState[] = [
  'Clearing', 'Stopped', 'Starting', 'Idle', 'Suspended', 'Execute', 'Stopping', 'Aborting', 'Aborted', 'Holding', 'Held', 'Unholding',
  'Suspending', 'Unsuspending', 'Resetting', 'Completing', 'Completed',
]; // prettier-ignore
const words = { w: 'wait', d: 'done', o: 'overtaken' } as const;
const verdicts = (letters: string) => letters.split(' ').map((letter) => words[letter as keyof typeof words]);

const seen = (state: PlantState, more: Partial<Seen> = {}): Seen => ({
  state,
  runId: 7,
  sampleId: 'T',
  writeIdx: 40,
  infeed: null,
  ...more,
});
const judged = (command: FollowedCommand, asked: Seen, now: Partial<Seen> = {}, shown: ShownSample = 'free') =>
  columns.map((state) => followed(command, asked, seen(state, now), shown));

describe('what must be seen of a command that somebody else gives', () => {
  it('is written for every state there is', () => {
    expect([...columns].sort()).toEqual(Object.keys(packMl).sort());
  });

  it.each<[FollowedCommand, PlantState, string]>([
    ['reset', 'Stopped', 'w w o d o o w w w o o o o o w w w'],
    ['load', 'Idle', 'w d o d o o w w w o o o o o w w d'],
    ['clear', 'Aborted', 'w d d d d d d w w d d d d d d d d'],
    ['hold', 'Execute', 'o o o o w w o o o w d w w w o o o'],
    ['unhold', 'Held', 'o o o o d d o o o w w w d d o o o'],
    ['suspend', 'Execute', 'o o o o d w o o o w w w w w o o o'],
    ['unsuspend', 'Suspended', 'o o o o w d o o o w w w w w o o o'],
    ['complete', 'Execute', 'o o o d w w o o o w w w w w d w d'],
    ['stop', 'Execute', 'o d o o w w w o o w w w w w o w w'],
    // The unit was not running when it was asked for; RunId does not tell of a start, its state does.
    ['start', 'Idle', 'w w w w d d w w w d d d d d w w w'],
    ['start', 'Starting', 'w w w w d d w w w d d d d d w w w'],
    // It was running already, and still is.
    ['start', 'Execute', 'w w w w d d w w w d d d d d w w w'],
  ])('%s, asked for in %s', (command, state, letters) => {
    expect(judged(command, seen(state))).toEqual(verdicts(letters));
  });

  it.each<[string, PlantState, Partial<Seen>, Partial<Seen>]>([
    ['RunId is higher', 'Idle', { runId: 7 }, { runId: 8 }],
    ['RunId is higher than in the run before', 'Held', { runId: 7 }, { runId: 9, sampleId: 'T2' }],
    ['there is no RunId and the sample is another', 'Completed', { runId: null }, { runId: null, sampleId: 'T2' }],
  ])('a start of a new run, seen because %s', (_why, state, asked, now) => {
    expect(judged('start', seen(state, asked), now)).toEqual(verdicts('o o w o d d o o o d d d d d o d d'));
  });

  it('a start is seen by another sample under way where RunId was begun anew, and not by a sample alone', () => {
    const verdict = judged('start', seen('Execute', { runId: 7 }), { runId: 1, sampleId: 'T2' });
    expect(verdict).toEqual(judged('start', seen('Execute'), {}).map((each, index) => (isUnderWay(index) ? 'done' : each)));
    expect(followed('start', seen('Idle', { runId: 7 }), seen('Idle', { runId: 7, sampleId: 'T2' }), 'free')).toBe('wait');
  });

  it('a run that was under way is not adopted when its increments were told as nobody’s', () => {
    expect(judged('start', seen('Execute'), {}, 'nobodys')).toEqual(verdicts('w w w w o o w w w o o o o o w w w'));
    // A run begun since is: none of its records was told before.
    expect(followed('start', seen('Idle'), seen('Execute', { runId: 8 }), 'nobodys')).toBe('done');
  });

  it('a run of another sample of ours is not taken from it: the next one is waited for', () => {
    expect(judged('start', seen('Execute'), {}, 'ours')).toEqual(judged('start', seen('Execute'), {}, 'free'));
    expect(judged('start', seen('Execute'), {}, 'anothers')).toEqual(columns.map(() => 'wait'));
    expect(followed('start', seen('Execute'), seen('Execute', { runId: 8, sampleId: 'T2' }), 'free')).toBe('done');
  });

  it.each<FollowedCommand>(['hold', 'unhold', 'suspend', 'unsuspend', 'complete', 'stop'])(
    '%s is not done by what the next run does',
    (command) => {
      expect(judged(command, seen('Execute'), { runId: 8 })).toEqual(columns.map(() => 'overtaken'));
    },
  );

  it.each<FollowedCommand>(['reset', 'load', 'clear'])('%s is of no run', (command) => {
    expect(judged(command, seen('Stopped'), { runId: 8 })).toEqual(judged(command, seen('Stopped')));
  });

  describe('on a line that several samples share', () => {
    const infeed = (sampleId: string, containers: number) => ({ infeed: { sampleId, containers } });
    const empty = infeed('', 0);

    it.each<[FollowedCommand, string]>([
      ['start', 'w w w w d d w w w d d d d d w w w'],
      ['reset', 'w w d d d d w w w d d d d d w w w'],
      ['hold', 'o o o o w w o o o w d w w w o o o'],
      ['clear', 'w d d d d d d w w d d d d d d d d'],
    ])('%s is of all of them, in whatever run', (command, letters) => {
      expect(judged(command, seen('Execute', empty), { runId: 8, ...empty })).toEqual(verdicts(letters));
    });

    it.each<[string, Partial<Seen>, Partial<Seen>, ShownSample, string]>([
      ['nothing is in the infeed', empty, empty, 'free', 'wait'],
      ['a sample came into it', empty, infeed('T', 1), 'free', 'done'],
      ['another came after the one that was in it', infeed('T', 2), infeed('T2', 1), 'free', 'done'],
      ['one came in just before it was asked for', infeed('T', 1), infeed('T', 1), 'free', 'done'],
      ['ours has one container more', infeed('T', 1), infeed('T', 2), 'ours', 'done'],
      ['ours has what it had', infeed('T', 1), infeed('T', 1), 'ours', 'wait'],
      ['it has another sample of ours', empty, infeed('T', 1), 'anothers', 'wait'],
    ])('load, when %s', (_what, asked, now, shown, verdict) => {
      expect(judged('load', seen('Execute', asked), now, shown)).toEqual(columns.map(() => verdict));
    });
  });

  it('an empty sample is not another sample', () => {
    expect(isNewRun(seen('Idle', { runId: null }), seen('Execute', { runId: null, sampleId: '' }))).toBe(false);
  });

  it('abort is not followed', () => {
    expect(isFollowed('abort')).toBe(false);
    expect(isFollowed('complete')).toBe(true);
  });
});

const isUnderWay = (index: number) =>
  ['Execute', 'Suspending', 'Suspended', 'Unsuspending', 'Holding', 'Held', 'Unholding'].includes(columns[index] ?? '');
