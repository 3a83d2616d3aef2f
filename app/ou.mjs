#!/usr/bin/env node
/** The `ou` command of package.json's `bin`: `npx ou …`. */
process.argv.splice(2, 0, 'ou');
await import('./bootstrap.mjs');
