/** Why a run waits or ended, as its process says it in English; the rest of what it may say are the plant's own words. */
export const reasonsInChinese: Readonly<Record<string, string>> = {
  'the sampler stopped or aborted': '采样机已停止或中止',
  'another sample is to be fed first': '须先送入另一样品',
  'the infeed holds another sample': '进料斗内有另一样品',
  'the sample was ejected at the line': '样品已在制样线退出',
  'the line was broken off': '制样线中断',
  'the line is not ready for this sample': '制样线尚未就绪，不能接收此样品',
  'the sample left the line and the ring does not say how': '样品已离开制样线，设备记录未说明如何离开',
};

/** Those with something filled in. */
const shapes: readonly (readonly [shape: RegExp, told: string])[] = [
  [/^fault (\d+)$/, '设备故障 $1'],
  [/^mode (\d+)$/, '设备不在生产模式（模式 $1）'],
  [/^sampler is in state (\d+), not ready to start$/, '采样机处于状态 $1，不能启动'],
];

/** The reason of a run in Chinese; null for one that is not known here. */
export function chineseReason(reason: string): string | null {
  const known = reasonsInChinese[reason];
  if (known !== undefined) return known;
  const shape = shapes.find(([each]) => each.test(reason));
  return shape ? reason.replace(...shape) : null;
}
