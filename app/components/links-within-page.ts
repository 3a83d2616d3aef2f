/**
 * Follows a link to a place in the same page by moving there, without telling the router: for it that is a new page, and it
 * would drop what the action answered, and with it everything typed in a form that came back with faults.
 */
export function followWithinPage(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!isPlainClick(event) || event.defaultPrevented || link === null) return;
  const target = targetOf(link);
  if (target === null) return;
  event.preventDefault();
  if (target.closest('details:not([open])') === null) {
    moveTo(target);
    return;
  }
  unfold(target);
  // What was just unfolded takes no focus before it has been drawn: after the next frame.
  requestAnimationFrame(() => requestAnimationFrame(() => { moveTo(target); }));
}

/** One that leads away from the page, not to another tab or window. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

function targetOf(link: HTMLAnchorElement): HTMLElement | null {
  const { origin, pathname, search } = window.location;
  const isHere = link.origin === origin && link.pathname === pathname && link.search === search;
  return isHere && link.hash.length > 1 ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
}

function unfold(target: HTMLElement): void {
  for (let fold = target.closest('details'); fold !== null; fold = fold.parentElement?.closest('details') ?? null) fold.open = true;
}

const focusable = 'a[href], button, input, select, summary, textarea, [tabindex]';

function moveTo(target: HTMLElement): void {
  if (!target.matches(focusable)) target.tabIndex = -1;
  target.scrollIntoView();
  target.focus();
}
