import { openLoader } from '#app/guard/guarded.server.ts';

/** Any address that is no page: the 404 of the root's ErrorBoundary, in the chosen language. */
export const loader = openLoader(() => {
  throw new Response(null, { status: 404 });
});

/** Never shown; with it the address is a page and not a resource. */
export default function NoSuchPage() {
  return null;
}
