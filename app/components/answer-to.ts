/**
 * The JSON that the server answers; undefined when it can't be had. Asked past the router, which would put the fault or the sign-in
 * page in the place of the form, and of everything typed in it.
 */
export async function answerTo(request: Request, signal: AbortSignal): Promise<unknown> {
  try {
    const answer = await fetch(request, { signal, redirect: 'manual' });
    const body: unknown = answer.ok ? await answer.json() : undefined;
    return body;
  } catch {
    return undefined;
  }
}
