import { screenAt } from './app/screen-at.ts';

/** The workstation, and with it, not after it, the screen that the address names. */
void import('./main.tsx');
void screenAt(window.location.pathname)?.load();
