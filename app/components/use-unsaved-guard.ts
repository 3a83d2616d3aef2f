import { useEffect } from 'react';
import { guardUnsaved } from './unsaved-guard.ts';

/** Guards the page once it has been taken over. */
export function useUnsavedGuard(): void {
  useEffect(() => guardUnsaved(), []);
}
