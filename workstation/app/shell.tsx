import { Suspense, useEffect, useMemo, useRef } from 'react';
import { NavLink, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { useTold, useWords } from '../i18n/language.ts';
import { Button } from '../kit/button.tsx';
import { listenForScans } from '../scanner/scanner.ts';
import { ScanContext, ScanDesk } from '../scanner/use-scan.ts';
import { AccountButton } from '../session/account-button.tsx';
import { logOut } from '../session/log-out.ts';
import { useSession } from '../session/session.ts';
import { TourButton } from '../tour/tour-button.tsx';
import { AlarmStrip } from './alarm-strip.tsx';
import { LanguageAndTheme } from './language-and-theme.tsx';
import { LinkBanner } from './link-banner.tsx';
import { LinkState } from './link-state.tsx';
import { screens } from './screens.ts';
import { UnwantedScan } from './unwanted-scan.tsx';
import { shellWords } from './words.ts';
import './shell.css';

/** What stays around every screen: who and where, how the link stands, the worst alarm, and the ways to the screens. */
export function Shell() {
  const t = useWords(shellWords);
  const told = useTold();
  const session = useSession();
  const desk = useMemo(() => new ScanDesk(), []);
  const { state: navigating } = useNavigation();
  const { pathname } = useLocation();
  const ways = useRef<HTMLElement>(null);
  // On a narrow screen the ways are one line that scrolls: where one is stays in sight.
  useEffect(() => {
    ways.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  useEffect(() => listenForScans(window, (code) => desk.hand(code)), [desk]);
  return (
    <ScanContext value={desk}>
      <div className="shell">
        <a href="#content" className="skip no-print">
          {t('toContent')}
        </a>
        <header className="top no-print">
          <span className="site">
            {session.site.name} <span className="secondary">{told(session.site.laboratory)}</span>
          </span>
          {session.site.demonstration && <span className="secondary">{t('demonstration')}</span>}
          <LinkState />
          <TourButton />
          <LanguageAndTheme />
          <span>
            <AccountButton /> <span className="secondary">{session.roles.map((role) => t(role)).join(' · ')}</span>
          </span>
          <Button kind="quiet" onClick={() => void logOut()}>
            {t('logOut')}
          </Button>
        </header>
        <LinkBanner />
        {session.operations.includes('listAlarms') && <AlarmStrip />}
        <nav aria-label={t('navigation')} className="no-print" ref={ways}>
          <ul>
            {screens.map(({ path, nav, needs }) =>
              nav !== undefined && session.operations.includes(needs) ? (
                <li key={path}>
                  <NavLink to={path} end={path === '/'}>
                    {t(nav)}
                  </NavLink>
                </li>
              ) : null,
            )}
          </ul>
        </nav>
        <main id="content" tabIndex={-1} aria-busy={navigating === 'loading'}>
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
        <UnwantedScan />
      </div>
      <ScrollRestoration />
    </ScanContext>
  );
}
