import { linkReasonInWords, processInWords, reasonInWords } from './in-words.ts';

describe('what an alarm says of a run', () => {
  it.each([
    ['coal-sampling/47K9', '煤炭采样 47K9', 'Coal sampling 47K9'],
    ['transport/6ee12c13-74aa', '样品转运', 'Carriage of samples'],
  ])('calls %s by what it is', (process, zh, en) => {
    expect(processInWords(process)).toEqual({ zh, en });
  });

  it.each([
    ['fault 4001', '设备故障 4001'],
    ['start: INTERLOCKED: The unit is interlocked.', '指令“启动”未成功（INTERLOCKED）'],
    ['Hold: TIMEOUT: no answer', '指令“暂停”未成功（TIMEOUT）'],
    ['sampler is in state Aborted, not ready to start', '采样机处于状态 Aborted，未就绪'],
  ])('tells what a machine gave as reason: %s', (reason, zh) => {
    expect(reasonInWords(reason)).toEqual({ zh, en: reason });
  });

  it('leaves what a person wrote as it is', () => {
    expect(reasonInWords('皮带擦伤')).toEqual({ zh: '皮带擦伤', en: '皮带擦伤' });
  });

  it('quotes no list of hundreds of tags', () => {
    const { zh, en } = linkReasonInWords(`tag-map-wrong: TAG_MAP_NODE_MISSING: the server has no ${'Cmd.Seq, '.repeat(600)}`);
    expect(zh).toBe('点位表与PLC不符：TAG_MAP_NODE_MISSING');
    expect(en.length).toBeLessThan(220);
    expect(en).toContain('TAG_MAP_NODE_MISSING');
  });
});
