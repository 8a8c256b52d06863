import { useWords } from '../../i18n/language.ts';
import { Page } from '../../kit/page.tsx';
import { useMay } from '../../session/session.ts';
import { Nominations } from './nominations.tsx';
import { Orders } from './orders.tsx';
import { Upload } from './upload.tsx';
import { orderWords } from './words.ts';
import './orders.css';

/** What customs ordered, and which ships are to come. */
export default function Screen() {
  const t = useWords(orderWords);
  const may = useMay();
  return (
    <Page title={t('title')} help={[t('help1'), t('help2'), t('help3')]}>
      <Orders />
      {may('listNominations') && <Nominations />}
      {may('nominate') && <Upload />}
    </Page>
  );
}
