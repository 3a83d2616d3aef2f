/** The answer to one who came too often, to be given its words. */
export function comeLater(waitSeconds: number): Response {
  return new Response(null, { status: 429, headers: { 'Retry-After': String(waitSeconds) } });
}
