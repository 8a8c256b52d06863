import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.ts';
import { Page } from '../../kit/page.tsx';
import { Tabs, useTab } from '../../kit/tabs.tsx';
import { Clients } from './clients.tsx';
import { Held } from './held.tsx';
import { Jobs } from './jobs.tsx';
import { RulePacks } from './rule-packs.tsx';
import { Site } from './site.tsx';
import { Units } from './units.tsx';
import { Users } from './users.tsx';
import { Webhooks } from './webhooks.tsx';
import { administrationWords } from './words.ts';
import './administration.css';

const tabs = ['users', 'site', 'rules', 'units', 'clients', 'webhooks', 'held', 'jobs'] as const;

const contents: Readonly<Record<(typeof tabs)[number], () => ReactNode>> = {
  users: Users,
  site: Site,
  rules: RulePacks,
  units: Units,
  clients: Clients,
  webhooks: Webhooks,
  held: Held,
  jobs: Jobs,
};

export default function AdministrationScreen() {
  const t = useWords(administrationWords);
  const tab = useTab(tabs);
  const Content = contents[tab];
  return (
    <Page
      title={t('title')}
      help={[t('help'), t('helpUsers'), t('helpRules'), t('helpClients'), t('helpWebhooks')]}
    >
      <Tabs label={t('parts')} shown={tab} tabs={tabs.map((id) => ({ id, title: t(id) }))} />
      <Content />
    </Page>
  );
}
