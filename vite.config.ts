/// <reference types="vitest/config" />
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

const isTestRun = process.env['VITEST'] !== undefined;

export default defineConfig({
  plugins: isTestRun ? [] : [remix(remixConfig)],
  build: { target: 'es2022', sourcemap: false },
  test: {
    globalSetup: './test/fixtures/databases-on-demand.ts',
    projects: [
      {
        extends: true,
        test: { name: 'rules', include: ['app/**/*.test.{ts,tsx}', 'test/**/*.test.ts'], exclude: ['test/browser/**'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      {
        extends: true,
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false },
      },
    ],
    reporters: ['default', './test/closing-line.ts'],
  },
});
