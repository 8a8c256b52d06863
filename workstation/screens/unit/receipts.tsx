import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { Empty } from '../../kit/page.tsx';
import { useRunWord } from './run-words.ts';
import type { CommandRow } from './shapes.ts';
import { unitWords } from './words.ts';

/** Receipts there is room for beside a run; the device's screen has all. */
const most = 6;

const toneOf = (status: CommandRow['status']) =>
  status === 'failed' || status === 'unknown' ? 'bad' : status === 'done' ? 'plain' : 'attention';

/** What became of the commands of a run, newest first: from the server's record, never from what was pressed here. */
export function Receipts({ commands }: { commands: readonly CommandRow[] }) {
  const t = useWords(unitWords);
  const word = useRunWord();
  const format = useFormat();
  if (commands.length === 0) return <Empty>{t('receiptsNone')}</Empty>;
  return (
    <ul className="receipts" aria-live="polite" aria-label={t('receipts')}>
      {commands
        .slice(0, most)
        .map(({ id, command, status, code, by, reason, requestedAt, sentAt, acceptedAt, closedAt }) => (
          <li key={id ?? requestedAt}>
            <span className="receipt-head">
              <strong>{word('command', command)}</strong>
              <Tag tone={toneOf(status)}>{t(`receipt.${status}`)}</Tag>
              {code !== null && <code>{code}</code>}
            </span>
            <span className="secondary">
              {[requestedAt, sentAt, acceptedAt, closedAt]
                .flatMap((at) => (at === null ? [] : format.time(at)))
                .join(' → ')}
            </span>
            <span className="secondary">
              {by?.kind === 'person' ? `${t('by')} ${by.name ?? '?'}` : t('automatic')}
              {reason !== null && `: ${reason}`}
            </span>
          </li>
        ))}
    </ul>
  );
}
