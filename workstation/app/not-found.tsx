import { Link } from 'react-router';
import { useWords } from '../i18n/language.ts';
import { Page } from '../kit/page.tsx';
import { shellWords } from './words.ts';

export function NotFound() {
  const t = useWords(shellWords);
  return (
    <Page title={t('notFound')} help={[t('notFoundHelp')]}>
      <p>{t('notFoundHelp')}</p>
      <p>
        <Link to="/">{t('home')}</Link>
      </p>
    </Page>
  );
}
