import { useEffect } from 'react';
import { guardUnsaved } from './unsaved-guard.ts';

/** Guards the page once it has been taken over; what a form answered came with the page, and no fetch changes that. */
export function useUnsavedGuard(): void {
  useEffect(() => guardUnsaved({ isAnswered: Object.keys(window.__remixContext?.state.actionData ?? {}).length > 0 }), []);
}
