import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import './kit/tokens.css';
import './kit/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element "root"');
const page = createRoot(root);
// In a transition React draws in small steps, between which the page answers.
startTransition(() =>
  page.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
