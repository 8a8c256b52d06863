import type { CustodyFinding } from '../custody/chain.ts';
import { containerName } from '../custody/finding-words.ts';
import type { StorageEvent } from './events.ts';
import type { StorageContext } from './stored-bottle.ts';

/**
 * What the label that a cabinet's machine read in the bottle's slot says of its custody: `LABEL_MISMATCH`, `NOT_IN_SLOT`. Told once: a
 * break that is on the record already is nothing new.
 */
export function labelFindings(
  { order: { code }, findings, record }: Pick<StorageContext, 'order' | 'findings' | 'record'>,
  event: StorageEvent,
): readonly CustodyFinding[] {
  const found = whatIsWrong(code, event);
  if (!found || findings.some(({ en }) => en === found.en)) return [];
  return [{ ...found, container: code, link: record.filter(({ what }) => what === 'brought').length }];
}

function whatIsWrong(code: string, event: StorageEvent): Pick<CustodyFinding, 'code' | 'zh' | 'en'> | null {
  const isTold = event.type === 'slot.given' || event.type === 'slot.refused' || event.type === 'slot.contradicted';
  if (!isTold || event.label === undefined || event.label === code) return null;
  const { zh, en } = containerName(code);
  const place = `${event.cabinet}/${event.slot}`;
  if (event.label !== null)
    return {
      code: 'LABEL_MISMATCH',
      zh: `存样柜机器在${place}读到的标签不是${zh}的，而是${event.label || '（无法识读）'}`,
      en: `The cabinet's machine read the label ${event.label || '(unreadable)'} in ${place}, where ${en} should lie.`,
    };
  if (event.type !== 'slot.contradicted') return null;
  return {
    code: 'NOT_IN_SLOT',
    zh: `存样柜机器显示${place}为空，${zh}应在其中`,
    en: `The cabinet's machine shows ${place} empty, where ${en} should lie.`,
  };
}
