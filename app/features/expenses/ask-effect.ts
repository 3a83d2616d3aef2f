import type { ExpenseEffectView } from './expense-effect-view.ts';

/**
 * Asks the server what the typed cost gives; undefined when it cannot be had. Asked past the router, which would put the fault
 * or the sign-in page in the place of the form, and of everything typed in it.
 */
export async function askEffect(href: string, signal: AbortSignal): Promise<ExpenseEffectView | undefined> {
  try {
    const response = await fetch(href, { signal, redirect: 'error' });
    const body: unknown = await response.json();
    return response.ok && isEffectAnswer(body) ? body.effect : undefined;
  } catch {
    return undefined;
  }
}

function isEffectAnswer(body: unknown): body is { effect: ExpenseEffectView } {
  return typeof body === 'object' && body !== null && 'effect' in body;
}
