import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';

/** A section of a shipped rule pack as its file has it, unchecked: `config/rule-pack` checks it in its own tests. */
export const shippedSection = (pack: 'coal-cn-2026' | 'grain-cn-2026' | 'petroleum-cn-2026' | 'laboratory-cn-2026', section: string): unknown =>
  load(readFileSync(`config/rules/${pack}/${section}.yaml`, 'utf8'));
