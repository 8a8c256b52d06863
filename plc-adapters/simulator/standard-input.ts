import { createInterface } from 'node:readline';
import { parseDeed, perform, type DeedScene } from './deeds.ts';

/** Carries out the deeds that come in; answers each line with `{"done":…}` or `{"refused":…}`. */
export function obeyStandardInput(
  scene: DeedScene,
  input: NodeJS.ReadableStream,
  answer: (line: string) => void,
): void {
  createInterface({ input }).on('line', (line) => {
    if (line.trim() === '') return;
    const deed = parseDeed(line);
    if (typeof deed === 'string') return answer(JSON.stringify({ refused: deed }));
    const refusal = perform(scene, deed);
    answer(JSON.stringify(refusal === null ? { done: deed.do } : { refused: refusal }));
  });
}
