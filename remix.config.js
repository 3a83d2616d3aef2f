/**
 * Remix's options, in one place: `vite.config.ts` hands them to Remix's Vite plugin.
 * The v3 flags are on so that a later move to React Router is mechanical; `lazyRouteDiscovery` stays off,
 * because a page of fifty links would ask the server for a manifest of fifty paths.
 *
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  ignoredRouteFiles: ['**/*.test.{ts,tsx}'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: false,
  },
};
