import { toldTogether } from './finding.ts';

const missed = { zh: '漏采 8 次。', en: '8 cuts were missed.' };
const stopped = { zh: '采样过程中采样机停机或中止', en: 'the sampler stopped or aborted' };

describe('findings told as one text', () => {
  it('are kept apart, whether they end with a full stop or not', () => {
    expect(toldTogether([stopped, missed, stopped])).toEqual({
      zh: '采样过程中采样机停机或中止；漏采 8 次；采样过程中采样机停机或中止',
      en: 'the sampler stopped or aborted; 8 cuts were missed; the sampler stopped or aborted',
    });
  });

  it('are nothing where there are none', () => {
    expect(toldTogether([])).toEqual({ zh: '', en: '' });
  });
});
