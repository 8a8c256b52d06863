import { useTold, useWords } from '../../i18n/language.ts';
import type { Bilingual } from '../../i18n/language.ts';
import { useHandlingName } from '../../kit/handling-names.ts';
import { useSampleKind } from '../../kit/sample-kind.ts';
import { samplesWords } from './words.ts';

type Named = Readonly<Record<string, string | number | Bilingual>>;

/** Names the journal gives what it tells, and the words for them. */
const names: Readonly<Record<string, (typeof samplesWords)['keys'][number]>> = {
  unit: 'unit', check: 'check', by: 'by', second: 'second', outcome: 'outcome', planned: 'planned', container: 'container',
  mass: 'mass', seal: 'seal', taken: 'taken', missed: 'missed', stage: 'stageNo', kind: 'kind', bottle: 'bottle', cabinet: 'cabinet',
  slot: 'slot', code: 'code', format: 'format', copy: 'copy', item: 'item', number: 'number', gate: 'gate', record: 'record',
  recipe: 'recipe', gross: 'gross', tare: 'tare', passes: 'passes', rejected: 'rejected', files: 'files', means: 'means',
  from: 'from', to: 'to', carrier: 'carrier', reason: 'reason', place: 'place', position: 'position0',
  step: 'ofStep', command: 'command', decision: 'decision', finding: 'finding', unitNo: 'unitNo', holdNo: 'holdNo', verdict: 'verdict',
  cause: 'cause', way: 'way', port: 'port', method: 'method', quantity: 'quantity',
}; // prettier-ignore

/** What the journal says with a name of its own: how something ended, what a person did to a run, how a sample was carried. */
const values: Readonly<Record<string, (typeof samplesWords)['keys'][number]>> = {
  ready: 'value.ready', abandoned: 'value.abandoned', sampled: 'value.sampled', prepared: 'value.prepared', handled: 'value.handled',
  aborted: 'value.aborted', disposed: 'value.disposed', 'used-up': 'value.used-up', RELEASED: 'value.RELEASED',
  CONDITIONAL: 'value.CONDITIONAL', REFUSED: 'value.REFUSED', RETURNED: 'value.RETURNED', DESTROYED: 'value.DESTROYED',
  TREATMENT_ORDERED: 'value.TREATMENT_ORDERED', CANCELLED: 'value.CANCELLED', removal: 'value.removal', use: 'value.use', person: 'value.person',
  vehicle: 'value.vehicle', tube: 'value.tube', 'void-increment': 'value.void-increment', 'replace-container': 'value.replace-container',
  'begin-manual': 'value.begin-manual', 'manual-increment': 'value.manual-increment', 'manual-container': 'value.manual-container',
  'skip-stage': 'value.skip-stage', hold: 'value.hold', resume: 'value.resume', finish: 'value.finish', abort: 'value.abort',
  ACCEPT: 'value.ACCEPT', REJECT: 'value.REJECT', shift: 'value.shift', grade: 'value.grade', origin: 'value.origin', 'belt-stop': 'value.belt-stop',
  sampler: 'value.sampler', reserve: 'value.reserve', 'draft-survey': 'value.draft-survey', weighbridge: 'value.weighbridge',
  'belt-scale': 'value.belt-scale', 'shore-tank': 'value.shore-tank', 'flow-meter': 'value.flow-meter',
}; // prettier-ignore

/** Only these names tell a value of that kind: a reason that happens to read "ready" stays what somebody wrote. */
const worded: readonly string[] = ['outcome', 'gate', 'means', 'kind', 'command', 'decision', 'cause', 'way', 'method'];

/** What the journal keeps of an event, by name; a name without a word is shown as it is. */
export function Details({ details }: { details: Named }) {
  const t = useWords(samplesWords);
  const kindOf = useSampleKind();
  const nameOf = useHandlingName();
  const inWords = useTold();
  const told = Object.entries(details);
  const said = (name: string, value: Named[string]): string => {
    if (typeof value === 'object') return inWords(value);
    const known = worded.includes(name) ? values[value] : undefined;
    if (known) return t(known);
    if (name === 'recipe') return nameOf(String(value));
    return name === 'kind' ? kindOf(String(value)) : String(value);
  };
  if (told.length === 0) return null;
  return (
    <ul className="samples-details">
      {told.map(([name, value]) => {
        const word = names[name];
        return (
          <li key={name}>
            <span className="secondary">{word ? t(word) : name}</span>{' '}
            <span>{said(name, value)}</span>
          </li>
        );
      })}
    </ul>
  );
}
