import { look, showLook } from './app/look.ts';
import { screenAt } from './app/screen-at.ts';

new Worker(new URL('./i18n/ready-formats.ts', import.meta.url), { type: 'module' });
showLook(look());
void begin();

/**
 * Begins the workstation in steps, between which the page answers: run in one go it would answer nobody until all is drawn. The screen that
 * the address names is read with it, not after it; should it not come, the workstation itself says so.
 */
async function begin(): Promise<void> {
  const libraries = import('react-dom/client');
  const screen = screenAt(window.location.pathname)
    ?.load()
    .catch(() => undefined);
  for (const step of [
    () => libraries,
    () => screen,
    () => import('./app/routes.tsx'),
    () => import('./main.tsx'),
  ]) {
    await step();
    await new Promise((resolve) => setTimeout(resolve));
  }
}
