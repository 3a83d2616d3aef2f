import { isPlainClick } from './links-within-page.ts';
import { fillIn, hasFiles, isChanged, isFilledIn, typedIn, type TypedForm } from './typed-form.ts';

const storageKey = 'ou-typed';
const languageLinks = '.language-links :is(a, button)';

/**
 * Asks before a page is left with something typed that was not saved; without JavaScript the browser asks nothing. What leads to other
 * languages takes what was typed along. What stands in a form that came back, `data-unsaved`, was never saved either;
 * what a script has sent, `data-sent`, is.
 * @returns what ends it.
 */
export function guardUnsaved(): () => void {
  const touched = new Set<HTMLFormElement>();
  const ending = new AbortController();
  const { signal } = ending;
  let leaving: HTMLFormElement | 'with what was typed' | undefined;

  /** Those that would be lost, now. Only what a person did counts: a browser that goes back fills in fields by itself. */
  const unsaved = () => postForms().filter((form) => form !== leaving && form.dataset['sent'] === undefined
    && ((touched.has(form) && isChanged(form)) || (form.dataset['unsaved'] !== undefined && isFilledIn(form))));

  document.addEventListener('input', ({ target }) => {
    leaving = undefined;
    const form = formOf(target);
    if (form !== null) touched.add(form);
  }, { signal });
  document.addEventListener('submit', ({ target, defaultPrevented }) => {
    // The form that leads to another language follows the press that took along what was typed.
    if (!defaultPrevented && target instanceof HTMLFormElement && target.closest('.language-links') === null) leaving = target;
  }, { signal });
  document.addEventListener('click', (event) => {
    if (!isPlainClick(event) || !(event.target instanceof Element) || event.target.closest(languageLinks) === null) return;
    const forms = unsaved();
    if (forms.length === 0 || forms.some(hasFiles)) return;
    keep(forms);
    leaving = 'with what was typed';
  }, { signal });
  window.addEventListener('beforeunload', (event) => {
    if (leaving !== 'with what was typed' && unsaved().length > 0) event.preventDefault();
  }, { signal });
  window.addEventListener('pageshow', () => { leaving = undefined; }, { signal });

  for (const form of putBack()) touched.add(form);
  return () => { ending.abort(); };
}

/** Forms that save; a password is typed to get in, and a search is in the address. */
function postForms(): HTMLFormElement[] {
  return [...document.querySelectorAll<HTMLFormElement>('main form')]
    .filter((form) => form.method === 'post' && form.querySelector('input[type=password]') === null);
}

function formOf(target: EventTarget | null): HTMLFormElement | null {
  return target instanceof Element ? target.closest('form') : null;
}

interface Kept {
  readonly pathname: string;
  readonly forms: readonly TypedForm[];
}

function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && 'pathname' in value && 'forms' in value;
}

function keep(forms: readonly HTMLFormElement[]): void {
  const all = postForms();
  const kept: Kept = { pathname: location.pathname, forms: forms.map((form) => typedIn(form, all.indexOf(form))) };
  sessionStorage.setItem(storageKey, JSON.stringify(kept));
}

/** Only once, and only in the page it was typed in. */
function putBack(): HTMLFormElement[] {
  const text = sessionStorage.getItem(storageKey);
  sessionStorage.removeItem(storageKey);
  if (text === null) return [];
  const kept: unknown = JSON.parse(text);
  if (!isKept(kept) || kept.pathname !== location.pathname) return [];
  const all = postForms();
  return kept.forms.flatMap((typed) => {
    const form = all[typed.at];
    if (form === undefined) return [];
    fillIn(form, typed);
    // What was typed may stand in a part that comes folded.
    for (const fold of form.querySelectorAll('details')) fold.open = true;
    return [form];
  });
}
