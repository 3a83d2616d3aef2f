import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { followWithinPage } from './components/links-within-page.ts';

document.addEventListener('click', followWithinPage);

/**
 * Remix decodes the page's data when it is first asked to render, and throws the promise of it, as React has it. Asked once before React
 * takes the page over: a press in between makes React render at once, and of a root that waits for data it gives up (its error 345).
 */
async function dataOfPage(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (waiting) {
    if (waiting instanceof Promise) await waiting;
  }
}

void dataOfPage().then(() => {
  startTransition(() => {
    hydrateRoot(document, <StrictMode><RemixBrowser /></StrictMode>);
  });
});
