import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Facts } from '../../kit/page.tsx';
import { auditWords } from './words.ts';

/** One entry of the journal with everything it carries. */
export function EntryDialog({ position, onClose }: { position: string; onClose: () => void }) {
  const t = useWords(auditWords);
  const entry = api.useQuery('get', '/api/v1/audit/entries/{position}', { params: { path: { position: Number(position) } } });
  return (
    <Dialog title={t('entry', { position })} onClose={onClose}>
      <Loaded query={entry}>{(found) => <Entry entry={found} />}</Loaded>
    </Dialog>
  );
}

const kinds = ['person', 'customs', 'plant', 'process', 'system'] as const;

function Entry({ entry }: { entry: Schemas['AuditEntry'] }) {
  const t = useWords(auditWords);
  const kindOf = (kind: string) => {
    const known = kinds.find((each) => each === kind);
    return known ? t(`kind.${known}`) : kind;
  };
  const format = useFormat();
  return (
    <>
      <Facts
        facts={[
          [t('at'), format.instant(entry.at)],
          [t('process'), entry.process],
          [t('definition'), entry.definition],
          [t('seq'), entry.seq],
          [t('type'), entry.type],
          [t('actor'), `${entry.actor.name ?? entry.actor.id} · ${kindOf(entry.actor.kind)}`],
          [t('inputId'), entry.inputId],
          [t('answers'), entry.answers ?? '—'],
          [t('hash'), entry.hash],
          [t('previousHash'), entry.previousHash ?? t('first')],
          ...(entry.hold ? ([[t('hold'), `${entry.hold.code}: ${entry.hold.message}`]] as const) : []),
        ]}
      />
      <Json title={t('input')} value={entry.input} />
      <Json title={t('asked')} value={entry.asked} />
      <Json title={t('timers')} value={entry.timers} />
      <Json title={t('state')} value={entry.state} />
    </>
  );
}

/** As it stands in the journal. */
function Json({ title, value }: { title: string; value: unknown }) {
  const t = useWords(auditWords);
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  return (
    <section className="audit-json">
      <h3>{title}</h3>
      {isEmpty ? (
        <p className="secondary">{t('nothing')}</p>
      ) : (
        <pre tabIndex={0} role="region" aria-label={title}>
          {JSON.stringify(value, null, 2)}
        </pre>
      )}
    </section>
  );
}
