import { createLockout } from './lockout.ts';

const policy = { freeFailures: 2, firstWait: 10, longestWait: 35, forgetAfter: 100, capacity: 3 };

function given() {
  const clock = { seconds: 0 };
  const lockout = createLockout(policy, () => new Date(clock.seconds * 1000));
  const fail = (key: string, times: number) => {
    for (let time = 0; time < times; time += 1) lockout.failed(key);
  };
  return { clock, lockout, fail };
}

describe('a lockout', () => {
  it('doubles the wait with each failure up to the longest', () => {
    const { lockout, fail } = given();
    const waits = [1, 1, 1, 1, 1].map((times) => {
      fail('li', times);
      return lockout.wait('li');
    });
    expect(waits).toEqual([0, 10, 20, 35, 35]);
  });

  it('counts the wait down and ends it', () => {
    const { clock, lockout, fail } = given();
    fail('li', 2);
    clock.seconds = 9.5;
    expect(lockout.wait('li')).toBe(1);
    clock.seconds = 10;
    expect(lockout.wait('li')).toBe(0);
  });

  it('counts what is under way as what may fail', () => {
    const { lockout, fail } = given();
    expect([lockout.wait('li', 1), lockout.wait('li', 2)]).toEqual([0, 1]);
    fail('li', 1);
    expect([lockout.wait('li'), lockout.wait('li', 1)]).toEqual([0, 1]);
    fail('li', 1);
    expect([lockout.wait('li'), lockout.wait('li', 5)]).toEqual([10, 10]);
  });

  it('forgets with success and with time', () => {
    const { clock, lockout, fail } = given();
    fail('li', 5);
    lockout.succeeded('li');
    expect(lockout.wait('li')).toBe(0);
    fail('li', 5);
    clock.seconds = 100;
    lockout.failed('li');
    expect(lockout.wait('li')).toBe(0);
  });

  it('remembers only so many keys, the newest', () => {
    const { lockout, fail } = given();
    for (const key of ['a', 'b', 'c', 'd']) fail(key, 2);
    expect(['a', 'b', 'c', 'd'].map((key) => lockout.wait(key))).toEqual([0, 10, 10, 10]);
  });
});
