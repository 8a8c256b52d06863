import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.ts';
import { Page } from '../../kit/page.tsx';
import { Tabs, useTab } from '../../kit/tabs.tsx';
import { Entries } from './entries.tsx';
import { Pulls } from './pulls.tsx';
import { Verification } from './verification.tsx';
import { auditWords } from './words.ts';
import './audit.css';

const tabs = ['entries', 'verification', 'pulls'] as const;

const contents: Readonly<Record<(typeof tabs)[number], () => ReactNode>> = {
  entries: Entries,
  verification: Verification,
  pulls: Pulls,
};

export default function AuditScreen() {
  const t = useWords(auditWords);
  const tab = useTab(tabs);
  const Content = contents[tab];
  return (
    <Page title={t('title')} help={[t('help'), t('helpVerification'), t('helpPulls')]}>
      <Tabs label={t('parts')} shown={tab} tabs={tabs.map((id) => ({ id, title: t(id) }))} />
      <Content />
    </Page>
  );
}
