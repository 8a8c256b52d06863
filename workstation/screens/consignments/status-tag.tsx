import { useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { statuses } from './list.ts';
import { consignmentWords } from './words.ts';

/** How far a consignment has come; a state this page does not know is told as the server names it. */
export function StatusTag({ status }: { status: string }) {
  const t = useWords(consignmentWords);
  const known = statuses.find((each) => each === status);
  return (
    <Tag tone={status === 'ending' || status === 'ended' ? 'attention' : 'plain'}>
      {known ? t(`status.${known}`) : status}
    </Tag>
  );
}
