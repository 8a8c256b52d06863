import { useWords } from '../../i18n/language.ts';
import { useSampleKind } from '../../kit/sample-kind.ts';
import { samplesWords } from './words.ts';

type Named = Readonly<Record<string, string | number>>;

/** Names the journal gives what it tells, and the words for them. */
const names: Readonly<Record<string, (typeof samplesWords)['keys'][number]>> = {
  unit: 'unit', check: 'check', by: 'by', second: 'second', outcome: 'outcome', planned: 'planned', container: 'container',
  mass: 'mass', seal: 'seal', taken: 'taken', missed: 'missed', stage: 'stageNo', kind: 'kind', bottle: 'bottle', cabinet: 'cabinet',
  slot: 'slot', code: 'code', format: 'format', copy: 'copy', item: 'item', number: 'number', gate: 'gate', record: 'record',
  from: 'from', to: 'to', carrier: 'carrier', reason: 'reason', place: 'place', position: 'position0',
}; // prettier-ignore

/** What the journal keeps of an event, by name; a name without a word is shown as it is. */
export function Details({ details }: { details: Named }) {
  const t = useWords(samplesWords);
  const kindOf = useSampleKind();
  const told = Object.entries(details);
  if (told.length === 0) return null;
  return (
    <ul className="samples-details">
      {told.map(([name, value]) => {
        const word = names[name];
        return (
          <li key={name}>
            <span className="secondary">{word ? t(word) : name}</span>{' '}
            <span>{name === 'kind' ? kindOf(String(value)) : value}</span>
          </li>
        );
      })}
    </ul>
  );
}
