/** Any address that is no page: the plain 404 of the root's ErrorBoundary, in the chosen language. */
export function loader() {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- Remix's way to answer with a status.
  throw new Response(null, { status: 404 });
}

/** Never shown; with it the address is a page and not a resource. */
export default function NoSuchPage() {
  return null;
}
