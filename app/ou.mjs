#!/usr/bin/env node
/** The `ou` command of package.json's `bin`: `npx ou …`. */
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// What TypeScript becomes is kept, so that the next command begins at once; where nothing can be written it begins as ever.
// A Node too old for it hands over to a newer one, which bootstrap tells.
module.enableCompileCache?.(fileURLToPath(new URL('../.cache/compiled', import.meta.url)));

process.argv.splice(2, 0, 'ou');
await import('./bootstrap.mjs');
